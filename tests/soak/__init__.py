"""Mutants of everything that strangers may bring: only errors of ours may come of them."""
