"""What PDF itself defines, for all rooms that read or write one."""
