"""Tables that people upload: `reading` reads or refuses them, `uploads` keeps the file until it is confirmed."""
