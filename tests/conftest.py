"""Settings of all tests."""

from hypothesis import HealthCheck, settings

# A property holds or does not, however busy the machine is: no test here is about time.
settings.register_profile("onrecord", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("onrecord")
