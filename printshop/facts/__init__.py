"""What a fact may be, by its kind: phone number, mail and web address, postal address, name."""
