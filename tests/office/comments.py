"""What python-docx finds in a document: comments.py IN.docx prints, as JSON, its comments, each with the words it is anchored at
as they stood before our changes, and the text of its paragraphs as it stands after them."""

import json
import sys

import docx
from docx.oxml.ns import qn

OURS = "hegui"


def ours(element, kind):
    """Whether the element lies in a change of this kind by us."""
    return any(around.get(qn("w:author")) == OURS for around in element.iterancestors(qn(f"w:{kind}")))


def anchored(body):
    """Words by comment, before our changes."""
    open_, words, references = set(), {}, set()
    for element in body.iter():
        number = element.get(qn("w:id"))
        if element.tag == qn("w:commentRangeStart"):
            assert number not in words, f"comment {number} begins twice"
            open_.add(number)
            words[number] = ""
        elif element.tag == qn("w:commentRangeEnd"):
            open_.remove(number)
        elif element.tag == qn("w:commentReference"):
            references.add(number)
        elif element.tag in (qn("w:t"), qn("w:delText")) and not ours(element, "ins"):
            if element.tag == qn("w:t") or ours(element, "del"):
                for one in open_:
                    words[one] += element.text or ""
    assert not open_, f"comments {open_} have no end"
    assert set(words) <= references, f"comments {set(words) - references} have no reference"
    return words


def main(path):
    document = docx.Document(path)
    words = anchored(document.element.body)
    told = [
        {"author": one.author, "initials": one.initials, "text": one.text, "words": words.get(str(one.comment_id))}
        for one in document.comments
    ]
    assert len(told) == len(words), f"{len(told)} comments, {len(words)} of them anchored"
    text = lambda paragraph: "".join(one.text or "" for one in paragraph._p.iter(qn("w:t")))
    json.dump({"comments": told, "paragraphs": [text(one) for one in document.paragraphs]}, sys.stdout, ensure_ascii=False)


main(sys.argv[1])
