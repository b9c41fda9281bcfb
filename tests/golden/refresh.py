"""Write the golden facts and the small pictures anew: ``python -m tests.golden.refresh``.

Look at the difference (``git diff``, the pictures) before you commit it.
"""

import yaml

from tests.golden import facts
from tests.visual import look


def refresh() -> None:
    """Every fact file and picture."""
    for name, language in facts.PIECES:
        path = facts.path_of(name, language)
        path.parent.mkdir(exist_ok=True)
        words = yaml.safe_dump(facts.facts(name, language), sort_keys=False, allow_unicode=True)
        path.write_text(words, "utf-8")
        for page, image in enumerate(look.shots(name, language), 1):
            picture = look.path_of(name, language, page)
            picture.parent.mkdir(exist_ok=True)
            look.kept(image).save(picture, optimize=True)


if __name__ == "__main__":
    refresh()
