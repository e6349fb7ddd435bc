"""Onrecord: who said what, on whose authority, through whom."""
