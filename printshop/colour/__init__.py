"""What a colour is in inks, on a screen and on an office printer; ICC profiles."""
