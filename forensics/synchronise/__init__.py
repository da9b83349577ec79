"""Lay clips of one event on a common time by their sound: traces, offsets with drift, a timeline."""
