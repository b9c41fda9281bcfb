def set_size(logo, room):
    w = min(room[0], room[1] * logo.aspect)
    return w, w / logo.aspect
