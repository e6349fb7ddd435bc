"""The words Onrecord knows, as data files with a schema, their provenance and tests."""
