"""How fast it is, against a peer in the same run. Machines are noisy: read the ratios."""
