"""Damaged and malicious media sent through the confined worker."""
