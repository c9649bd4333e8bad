"""Three editors at one story, each from whatever they last saw."""

from collections import Counter
from itertools import count
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from articles.revisions.blocks import Block, join, split
from articles.revisions.merge import merge
from newsroom.html import clean


class Editor:
    """Someone who works on what is theirs, from whatever revision they last saw."""

    def __init__(self, name, number, story, random):
        self.name, self.number, self.random = name, number, random
        self.seen = story
        self.blocks, self.tags, self.credits, self.line = set(), set(), set(), ""
        self.written = count(1)

    def write(self):
        """The story as they saw it, with one to three changes of their own."""
        story = dict(self.seen)
        for _change in range(self.random.randint(1, 3)):
            change = self.random.choice([self.insert, self.change, self.delete, self.label])
            change(story)
        return story

    def new_block(self, like=None):
        text = f"{self.name} {next(self.written)} {self.random.choice(['a b c', 'd e f g', ''])}"
        name = "li" if like and like.wrappers else "p"
        self.blocks.add(f"<{name}>{text}</{name}>")
        return Block(f"<{name}>{text}</{name}>", like.wrappers if like else ())

    def insert(self, story):
        blocks = split(story["body"])
        place = self.random.randint(0, len(blocks))
        like = blocks[place - 1] if place and self.random.random() < 0.7 else None
        blocks.insert(place, self.new_block(like))
        story["body"] = join(blocks)

    def change(self, story, is_deletion=False):
        blocks = split(story["body"])
        mine = [n for n, block in enumerate(blocks) if block.html in self.blocks]
        if mine:
            place = self.random.choice(mine)
            self.blocks.remove(blocks[place].html)
            blocks[place : place + 1] = [] if is_deletion else [self.new_block(blocks[place])]
            story["body"] = join(blocks)

    def delete(self, story):
        self.change(story, is_deletion=True)

    def label(self, story):
        """Change a field that is theirs, and one of their tags and credits."""
        story[self.name] = self.line = str(next(self.written))
        for name, own, make in (
            ("tags", self.tags, int),
            ("credits", self.credits, lambda key: ["writer", key]),
        ):
            things = list(story[name])
            if own and self.random.random() < 0.4:
                things.remove(make(own.pop()))
            else:
                key = self.number * 1000 + next(self.written)
                things.insert(self.random.randint(0, len(things)), make(key))
                own.add(key)
            story[name] = things


@given(st.integers(0).map(Random))
def test_three_editors_saving_twenty_times_each_lose_nothing(random):
    names = {"headline": 1, "standfirst": 2, "dateline": 3}
    shared = "<p>Nobody's paragraph</p><ul><li>Nobody's item</li><li>Another</li></ul><hr>"
    story = dict.fromkeys(names, "") | {"body": shared, "tags": [7], "credits": [["writer", 7]]}
    editors = [Editor(name, number, story, random) for name, number in names.items()]
    saves = editors * 20
    random.shuffle(saves)

    for editor in saves:
        written = editor.write()
        merged = merge(editor.seen, written, story)
        assert merged.conflicts == ()
        story = merged.content
        editor.seen = random.choice([story, written])  # reloaded, or typing on in an old form

    blocks = Counter(block.html for block in split(story["body"]))
    own = [block for editor in editors for block in editor.blocks]
    assert blocks == Counter([*own, *(block.html for block in split(shared))])
    assert clean(story["body"]) == story["body"]
    tags = {7}.union(*(editor.tags for editor in editors))
    assert sorted(story["tags"]) == sorted(tags)
    credited = {7}.union(*(editor.credits for editor in editors))
    assert sorted(story["credits"]) == sorted(["writer", key] for key in credited)
    assert [story[editor.name] for editor in editors] == [editor.line for editor in editors]
