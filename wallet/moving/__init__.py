"""Moving house: backups of other wallets read, and files that other wallets read written."""
