"""What the core says in plain English, in the reader's language.

The core knows no languages: findings, reasons of matching and errors are English sentences. Each is
recognised here by its pattern, and its words are put into the translation. What is not recognised
(a server's own words) stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

_REASONS = (
    _("one of %(n)s transactions, or none"),
    _("%(said)s; %(n)s of %(size)s transactions have it"),
    _("to the cent"),
    _("what was still due, to the cent"),
    _("they add up to the cent"),
    _("the parts add up to the cent"),
    _("they add up to the cent, with credit notes taken off"),
    _("they add up to the cent, with others not named"),
    _("%(n)s equal parts add up to the cent"),
    _("the only ones of %(n)s open documents that add up to the cent"),
    _("%(currency)s to the cent"),
    _("at a plausible rate of %(rate)s"),
    _("less the stated discount of %(percent)s %%"),
    _("less a usual discount of %(percent)s %%"),
    _("plus a tip of %(percent)s %%"),
    _("perhaps misread: %(how)s"),
    _("only if the date was misread: %(how)s"),
    _("the document has no date"),
    _("when due"),
    _("%(n)s days after it was due"),
    _("%(n)s days before it was due"),
    _("the same day"),
    _("%(n)s day after the document"),
    _("%(n)s days after the document"),
    _("%(n)s day before the document"),
    _("%(n)s days before the document"),
    _("neither the amount nor the name agrees"),
    _("the document's money goes out"),
    _("the document's money comes in"),
    _("one of the two moves no money"),
    _('known as "%(name)s" from %(seen)s of %(of)s other payments'),
    _('"%(name)s" may be short for %(seller)s'),
    _('"%(name)s" fits the seller'),
    _("the same name"),
    _("the same seller"),
    _("%(number)s stands in the text as %(found)s"),
    _("the text names another document's number"),
    _("the text has a number, but not %(number)s"),
    _("another payment reference"),
    _("a reference that the document does not have"),
    _("reference %(reference)s"),
    _("to the document's IBAN"),
    _("to another IBAN than the document's"),
    _("card ending in %(digits)s"),
    _("an invoice with an IBAN, paid by a card line"),
    _("on the usual day of mandate %(mandate)s"),
    _("%(n)s days off the usual day of mandate %(mandate)s"),
    _("less a payment service's fee of %(percent)s %%"),
    _("%(n)s of %(of)s parts name %(number)s"),
    _("all bear the seller's name"),
    _("one after another, at equal distances"),
    _("one of several sums"),
)
_FINDINGS = (
    _("Net %(net)s and tax %(tax)s make %(sum)s, the total says %(total)s."),
    _("Net and tax make %(sum)s, the total says %(total)s."),
    _("%(rate)s %% of %(base)s is %(sum)s, the tax says %(tax)s."),
    _("The total less what is prepaid makes %(sum)s, the payable amount says %(payable)s."),
    _("The tax breakdown adds up to a %(what)s of %(sum)s, the document says %(stated)s."),
    _("The %(what)s is missing."),
    _("The %(what)s are missing."),
    _("The date %(day)s is hardly true."),
    _("The date %(day)s is long after the document came to Paperless (%(added)s)."),
    _("It is due on %(due)s, before it was issued on %(day)s."),
    _("The total of the embedded invoice (%(total)s) is nowhere on the page."),
    _("The date of the embedded invoice (%(day)s) is nowhere on the page."),
    _("The IBAN of the embedded invoice (%(iban)s) is nowhere on the page."),
    _("The custom field in Paperless says %(typed)s, the document %(said)s."),
    _("The %(what)s %(value)s fails its check digits."),
    _("No date was found in the document; this one is the date that Paperless holds."),
    _("Nothing was found that tells what this document is."),
    _("A credit note with a negative total: check which way the money goes."),
    _("The buyer wrote this on the seller's behalf: check which way the money goes."),
    _("A %(type)s does not claim money by itself."),
    _("The currency is %(currency)s, but sums are stated in %(others)s."),
    _("The file holds several invoices in XML whose totals differ."),
    _("The file holds %(n)s invoices; only the first is read, not: %(others)s."),
    _("The scan holds %(n)s papers; this is the first, the others are: %(others)s."),
    _("The document states no total: it is the sum of its tax summary."),
    _("The document states no total: it is the sum of its lines."),
    _("The document states no due date: %(day)s follows from its terms of payment."),
    _("This XML is no invoice, but: %(what)s."),
    _("The XML is damaged: it could be read in part only."),
    _("The XML declares a document type or entities; it is not read, for safety."),
    _("The file is empty."),
    _("The PDF is encrypted: it opens with a password only."),
    _("The %(what)s is damaged: it could not be read, or not wholly."),
    _("Files of this kind (%(type)s) cannot be read: PDF, XML, images and plain text can."),
    _("The document has %(pages)s pages; only the first %(limit)s were read."),
    _("Reading the file took more than %(seconds)s seconds and was stopped."),
    _("The picture holds no text that could be read: Tesseract is not installed."),
    _("Tesseract could not read the picture's text."),
    _("Recognising the text took too long: %(pages)s pages were read."),
    _("The file in Paperless-ngx changed after this document was decided."),
    _("This file could not be read: each try ended without an answer. Enter the values by hand."),
    _("Lines, allowances and charges make %(sum)s, the net total says %(net)s."),
    _("Quantity and price of line %(line)s make %(sum)s, the line says %(stated)s."),
    _("The profile '%(profile)s' is unknown."),
    _("The tax category '%(code)s' is not in the list of codes (UNTDID 5305)."),
    _("The tax breakdown lacks the category '%(category)s' of a line."),
    _("The document type '%(code)s' is not in the list of codes (UNTDID 1001)."),
    _("The currency '%(code)s' is not in the list of codes (ISO 4217)."),
    _("The document's code says that it is annulled."),
    _("The register's code says that this receipt cancels another."),
    _("The document's codes tell of different sums: %(sums)s."),
    _("The code on the document says %(stated)s, the rest of it %(said)s."),
    _("The price of line %(line)s is negative."),
    _("The format knows no element %(name)s; what it says is not read."),
    _("The tax scheme '%(code)s' is not in the list of codes (UNTDID 5153)."),
    # what stands in the way of a posting
    _("This document is no claim for money: choose what it is."),
    _("It is not known whether money leaves you or reaches you: choose the direction."),
    _("Choose your own account."),
    _("The currency of your own account is not known: synchronise the accounts."),
    _("The document names no counterparty: choose or enter one."),
    _("Your own account and the counterparty are the same."),
    _("The document's date is not known: enter it."),
    _("The document's date, %(day)s, is in the future."),
    _("The total is not known: enter it."),
    _("The total is zero: there is nothing to book."),
    _("The booked amount is no positive amount."),
    _(
        "You entered %(entered)s, the document says %(stated)s: correct the total, or clear the amount."
    ),
    _("The currency is not known: enter it, or the amount in %(currency)s."),
    _(
        "The document is in %(currency)s, your account in %(account)s: enter the amount in %(asked)s that was booked for %(sum)s."
    ),
    _("Your accounts are in %(both)s: the document must state its amount in one of them."),
    _("Firefly III has no %(currency)s: %(sum)s will stand in the notes alone."),
    _("Firefly III takes no date before 1970: %(day)s."),
    _("%(amount)s has more digits than %(currency)s has: correct it."),
    _("Split %(number)s has no positive amount."),
    _("%(sum)s are not split yet."),
    _("The splits are %(sum)s more than the document."),
    _("A split is too small for the other currency."),
    # what a rule names and Firefly III does not have
    *(
        _(
            'Rule "%(rule)s": Firefly III has no active account "%(name)s" (any more); it was left out.'
        ),
        _(
            'Rule "%(rule)s": Firefly III has no active category "%(name)s" (any more); it was left out.'
        ),
        _(
            'Rule "%(rule)s": Firefly III has no active budget "%(name)s" (any more); it was left out.'
        ),
        _(
            'Rule "%(rule)s": Firefly III has no active bill "%(name)s" (any more); it was left out.'
        ),
    ),
)
_ERRORS = (
    _("This changed in another tab. Your entries are kept."),
    _("This document is already decided. Undo that first."),
    _("This document left the queue: it is gone from Paperless, or untagged."),
    _("This transaction belongs to somebody else."),
    _("This document does not wait any more."),
    _("This document is not provisional any more."),
    _("This document has no provisional transaction."),
    _("These two are not the same payment: account, amount or day differ."),
    _("This document was merged: take that back first."),
    _("A reconciled transaction is left as it is: nothing is merged into it."),
    _("The provisional transaction is just being worked on."),
    _("Choose a day after today, within a year."),
    _("This transaction is no longer in Firefly III."),
    _("This transaction was not among those that were asked about."),
    _("This posting is not waiting for anybody."),
    _("This posting is no longer held."),
    _("Link several documents to several transactions one by one."),
    _("This group was dismissed."),
    _("A transaction of this group is gone or was linked meanwhile."),
    _("Enter a seller and the name that the bank gives it."),
    _("Too late to undo: the posting is already on its way to Firefly III."),
    _("This posting is being taken back: answer that first."),
    _("This document is not posted: link it as usual."),
    _("This document is linked to that transaction already."),
    _("This is no answer to a posting that is being taken back."),
    _("Another document is linked to this transaction: take that back first."),
    _("This posting is no longer as it was shown."),
    _("It is just being written back to Paperless-ngx."),
    _("Its file is just being attached in Firefly III."),
    _("Another document is just being linked to this transaction."),
    _("Nothing of this document waits to be attached."),
    _("The file is empty."),
    _("The XML is larger than what may be attached."),
    _("This transaction was changed in Firefly III since SparkLink made it."),
    _("This transaction was reconciled in Firefly III since it was linked."),
    _("This connection comes from the environment. Change it there and start again."),
    _("An address must not hold a user name or password."),
    _('"%(value)s" is no address. It begins with http:// or https://.'),
    _('"%(value)s" is no amount. Write it like 1234.56.'),
    _('"%(value)s" is no date.'),
    _('"%(value)s" is no currency. Write its three letters, like EUR.'),
    _('"%(value)s" is no time zone. Choose one like Europe/Vienna.'),
    _("This cannot be empty."),
    _("Thresholds are numbers between 0 and 1."),
    _("The threshold for certain must be between the one for likely and 1."),
    _("Without a filter tag nothing can be found. Enter one."),
    _("The first user exists already. Sign in."),
    _("This is not the code that stands in SparkLink's log."),
    _("The token for %(service)s cannot be decrypted with this key. Enter it again in Settings."),
    # why a document is left to a person
    _("It is not certain which transaction this belongs to."),
    _("Another document claims the same transaction."),
    _("Another document looks like the same purchase."),
    _("This document was not read yet."),
    _("What it would be linked to changed meanwhile. Look at it again."),
    _("A filter needs a name."),
    _("A seller needs a name."),
    _("There is a seller of this name already."),
    _("Choose what to filter by, then save it."),
    _("There are %(n)s filters already. Delete one first."),
    # what will be written
    _("Nothing waits to be written for this document."),
    _("Firefly III holds this document's transaction already: it is taken over as it is."),
    # history
    _("Nothing of this document changed in Firefly III."),
    # rules
    _("A rule needs a name."),
    _("Say which documents: a seller, an amount, a type, a tag or a text."),
    _("This is less than the amount that it begins with."),
    _("A text of less than three letters stands nearly everywhere."),
    _("Say what the rule sets: an account, a category, a tag …"),
    _('"%(word)s" is no word that can be filled in. Known: %(known)s.'),
    _("There are %(n)s rules already. Delete one first."),
    _("This is no file of SparkLink's rules. Choose one that was exported."),
    _(
        "This file is of version %(theirs)s; this SparkLink reads version %(ours)s. Export it again, or update."
    ),
    _('"rules" must be a list of %(n)s rules at most.'),
    _("There would be more than %(n)s rules. Delete some first."),
    _("This file is longer than a million letters: it is no file of rules."),
    _("This is no JSON (line %(line)s, column %(column)s). Choose the file as it was exported."),
    _("This file is nested too deeply: it is no file of rules."),
    _("Choose a file of rules first."),
    _("This file is no text: choose the one that was exported."),
    _("%(how)s cannot be taken. %(said)s"),
    _('Rule %(n)s ("%(name)s")'),
    _("Rule %(n)s"),
    _("%(how)s: this must be an object, in braces."),
    _('%(how)s: "%(key)s" is unknown. Known: %(known)s.'),
    _('%(how)s: "enabled" must be true or false.'),
    _('%(how)s: "%(key)s" is no amount. Write it like "12.50".'),
    _('%(how)s: "kind" is one of %(kinds)s.'),
    _('%(how)s: "tags" must be a list of %(n)s texts at most.'),
    _('%(how)s: "%(key)s" must be a text of %(n)s letters at most.'),
    # reconciliation
    _("Its transaction was linked meanwhile, or needs no document."),
    _("This pair is not proposed any more."),
    _("There is no such kind of rule."),
    _("This says too little for a rule."),
    _("The export is full."),
    _("The export ended without an answer."),
    # files handed in
    _("The file has more than %(limit)s MB."),
    _("Paperless-ngx takes no XML: hand in the PDF that belongs to it."),
    _("Files of this kind (%(type)s) are not taken: PDF, images and plain text are."),
    _("There is no room for more files until those before it are sent."),
    _("The file could not be stored: %(reason)s."),
    _("This file is already on its way."),
    _("This file is not waiting for anybody."),
    _("This file is just being sent."),
    _("The stored file is gone. Hand it in again."),
    _("The document is in the trash of Paperless-ngx, or deleted there."),
    _("Paperless-ngx does not say what became of this file. Look there."),
    _("Paperless-ngx could not take the file: %(reason)s"),
    _(
        "It is not certain whether Paperless-ngx has this file: the token's user may not see its"
        " tasks. Look there, and try again if the file is missing."
    ),
    # why a posting is held
    _("Firefly III already holds something that may be this document."),
    _("Firefly III holds a transaction with the same content."),
    _('A rule gave the category "%(name)s"; Firefly III has it no more.'),
    _("This transaction changed in Firefly III since it was shown."),
    _("A reconciled transaction is never split."),
    _("Only a transaction of one split can be split."),
    _("This transaction is not in %(currency)s: it cannot be split by it."),
    _("A transaction is split into two or more parts with positive amounts."),
    _("The parts make %(made)s, the transaction is %(amount)s."),
    _("The parts do not make the amount of this transaction."),
    _("The chosen transaction is no longer in Firefly III."),
    _("The chosen split is no longer part of its transaction."),
    _("The transaction that you chose is no longer in Firefly III."),
    # servers
    _("No connection to %(service)s yet. Enter it in Settings."),
    _("The connection to %(service)s has no token. Enter it in Settings."),
    _("%(service)s does not answer at %(url)s: %(reason)s."),
    _("%(service)s did not answer within %(seconds)s seconds."),
    _("%(service)s is not asked for %(seconds)s seconds, after several failures. %(said)s"),
    _("What answers at %(url)s is not %(service)s's API (%(what)s). Check the address."),
    _("%(service)s refuses the token. Make a new one and enter it."),
    _("%(service)s refuses %(what)s: the token's user lacks the right for it."),
    _("%(service)s has no %(what)s (any more)."),
    _("%(service)s sends more than %(size)s for %(what)s."),
    _("it is larger than the server takes"),
    _("%(service)s does not accept this: %(said)s"),
    _("%(what)s was changed in %(service)s meanwhile; nothing was sent."),
    _("%(service)s is busy (it answered %(status)s)."),
    _("%(service)s failed with %(status)s."),
    _("%(service)s failed with %(status)s: %(said)s"),
    _(
        'Paperless-ngx has no tag "%(name)s". Close to it: %(close)s. Make it, or change the filter.'
    ),
    _('Paperless-ngx has no tag "%(name)s". It has no similar tag. Make it, or change the filter.'),
    _("The run ended without an answer several times."),
)
# where a value stands on the page, or how it was found
_PLACES = (
    _("beside the total"),
    _("beside amounts"),
    _("beside %(label)s"),
    _("named as the currency"),
    _("named in the text"),
    _("country %(code)s"),
    _("worked out"),
    _("printed as zero"),
    _("the card ends in %(digits)s"),
    _("the document names its IBAN"),
    _("it was paid in cash"),
    _("it was paid by card"),
    _("it was paid by PayPal"),
    _("Paperless' correspondent"),
)
# fits much: it comes last
_LAST = (_("%(theirs)s is not %(mine)s"), _("the text names %(numbers)s"))
# the heads and words of a tax year's CSV, which the worker writes
_TABLE = (
    _("Date"), _("Account"), _("Name"), _("Text"), _("Category"), _("Amount"), _("Currency"),
    _("Document"), _("Seller"), _("Number"), _("File"), _("there"), _("missing"), _("none needed"),
)  # fmt: skip
SENTENCES = (*_REASONS, *_FINDINGS, *_ERRORS, *_PLACES, *_TABLE, *_LAST)


def spoken(sentence: object) -> str:
    """A sentence of the core in the language of the page."""
    text = str(sentence)
    if (get_language() or "en").startswith("en"):
        return text
    for pattern, said in _patterns():
        if found := pattern.fullmatch(text):
            # one part may itself be such a sentence: "to the cent; 3 of 200 transactions have it"
            words = {
                n: spoken(w) if n in {"said", "how"} else w for n, w in found.groupdict().items()
            }
            return gettext(said) % words if words else gettext(said).replace("%%", "%")
    return text


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile("".join(_parts(said)), re.DOTALL), said) for said in SENTENCES)


def _parts(said: str) -> Iterator[str]:
    for index, part in enumerate(re.split(r"%\((\w+)\)s", said)):
        # a name comes once in a sentence: named groups are unique
        yield f"(?P<{part}>.+?)" if index % 2 else re.escape(part.replace("%%", "%"))
