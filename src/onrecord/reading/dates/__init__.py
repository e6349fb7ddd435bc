"""Dates: what the text says of when, as EDTF, with what each was reckoned from."""

from onrecord.reading.dates.find import DATE_RULES, find_dates

__all__ = ["DATE_RULES", "find_dates"]
