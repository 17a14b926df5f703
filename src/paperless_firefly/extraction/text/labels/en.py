"""English labels, one role a line."""

LABELS = {
    "total": (
        "grand total|total amount|final total|invoice total|total including|total incl|"
        "total inclusive|total with tax|total incl gst|total inclusive gst|"
        "total inclusive of gst|total incl vat|total including vat|gross total|gross amount|"
        "total gross|nett total|net total|total nett|bill total|total bill|total sale|total amt|"
        "total rm|amount total|order total|total price|total to pay|total charge|total charges|"
        "total cost|invoice amount|total amount rm|eat in total|take out total|takeaway total|"
        "total sales incl|total sales inclusive|total sales inclusive of gst|"
        "total sales incl gst|total sales|gross|total credit|credit total|credit amount"
    ),
    "sum": "total|ttl|sum",
    "payable": (
        "amount due|total due|balance due|amount payable|total payable|payable|net payable|"
        "nett payable|to be paid|to pay|please pay|pay this amount|outstanding|"
        "outstanding amount|balance payable|net amount payable|total amount payable|"
        "total amount due|amount owed|due amount|total payable amount|nett amount|amt payable|"
        "amount to pay|total outstanding|nett|net pay|net salary|net wages|take home pay"
    ),
    "subtotal": (
        "subtotal|sub total|sub ttl|s total|total before|items total|goods total|merchandise|"
        "line total|sub amount|subtotal before discount|total before discount|total before tax|"
        "total of items"
    ),
    "net": (
        "net amount|net value|total net|total excl|total exclusive|total excluding|"
        "total excluding gst|total excl gst|total excluding vat|total excl vat|excl gst|"
        "excluding gst|exclusive of gst|exclusive gst|taxable amount|taxable|tax base|"
        "amount excl|total without tax|taxable value|net|total sales excluding gst|"
        "total sales excl gst|total sales exclusive of gst|amount before tax|total net amount|"
        "total w o gst|without gst|total amt excl gst|total excl of gst"
    ),
    "tax": (
        "vat|gst|sst|tax|sales tax|vat amount|gst amount|tax amount|total gst|total vat|"
        "total tax|service tax|gst payable|add gst|gst total|tax total|vat total|gst amt|hst|pst|"
        "value added tax"
    ),
    "tax_included": (
        "gst included|included gst|gst included in total|total includes gst|includes gst|"
        "includes vat|inclusive of gst|including gst|incl gst|inclusive gst|gst incl|"
        "vat included|including vat|incl vat|incl of gst|total includes|tax included|"
        "bill inclusive|price inclusive|of which vat|thereof vat|total gst included|"
        "amount includes"
    ),
    "rounding": (
        "rounding|rounding adj|rounding adjustment|round adj|rounding amt|rounding amount|"
        "cash rounding|round off|rounding off|round|rnd adj|rnd|bill rounding|rounding diff|"
        "rounding mechanism|adjustment"
    ),
    "rounded": (
        "after rounding|after rounding adj|rounded total|total rounded|total after rounding|"
        "total after adj|rounded|total round|total after adjustment|total amount after rounding|"
        "rounded amount|total rounding|net total rounded|final amount"
    ),
    "discount": (
        "discount|disc|less|rebate|total discount|item discount|member discount|bill discount|"
        "discount amount|discount total|allowance|voucher|coupon|promo|markdown"
    ),
    "cash": (
        "cash|tendered|tender|cash tendered|amount tendered|cash received|received|paid|payment|"
        "cash paid|amount paid|amt paid|paid amount|cash payment|total paid|total tendered|pay|"
        "total payment|paid by cash|cash amount|amount received|tend|cash tend|payment received|"
        "total received|settlement|accepted total|total accepted|accepted"
    ),
    "card": (
        "visa|mastercard|master card|credit card|debit card|visa card|master|card|amex|"
        "american express|maestro|paywave|nets|mydebit|bank card|card payment|e wallet|paypal|"
        "eftpos|contactless"
    ),
    "change": (
        "change|change due|cash change|change amt|change amount|balance change|your change|"
        "total change|change given|balance returned|change cash|cash back|change rm"
    ),
    "tip": "tip|gratuity|tips",
    "deposit": "deposit|bottle deposit",
    "service": (
        "service charge|svc chg|service chg|svr chrg|serv charge|srv chrg|svc charge|"
        "delivery charge|shipping|postage|freight|handling|delivery fee|svc"
    ),
    "prepaid": (
        "prepaid|already paid|advance payment|paid in advance|less paid|payments received|"
        "down payment|amount prepaid"
    ),
    "arrears": (
        "arrears|balance brought forward|previous balance|balance forward|brought forward|"
        "prior balance|past due|past due amount|overdue balance|outstanding from previous|"
        "previous amount due|unpaid balance"
    ),
    "quantity": (
        "item count|total qty|qty|quantity|no of items|items|total items|total item|"
        "number of items|total quantity|item s|qty s|items sold|item total qty|no of item|pcs|"
        "pax|guests|covers|total no|main item count|total count|qtys|count|no items|articles"
    ),
    "saving": ("savings|you saved|you save|total savings|total saving|saved|saving|your savings"),
    "points": (
        "points|point|loyalty|reward|rewards|balance points|bonus|earned|member points|accumulated"
    ),
    "unit": "unit price|u price|price|rate|each|per|u p",
    "tax_summary": (
        "gst summary|tax summary|gst analysis|vat summary|summary|gst detail|gst details|"
        "vat breakdown|tax analysis|tax breakdown|tax info|tax code|gst code|gst breakdown|"
        "tax invoice summary|vat analysis|vat details|tax details|gst rate|tax rate|vat rate|"
        "sst summary"
    ),
    "incl": "incl|inclusive|including|inc|included",
    "excl": "excl|exclusive|excluding|exc|before tax|before gst",
    "date": (
        "date|dated|invoice date|bill date|date of invoice|receipt date|date issued|issue date|"
        "date of issue|inv date|doc date|document date|transaction date|trans date|tax point|"
        "invoice dated|txn date|date time|sales date|tax invoice date|billing date|"
        "statement date|issued|issued on|date tax point|date of issue tax point"
    ),
    "due_date": (
        "due date|date due|payment due|due by|pay by|payable by|due on|payment due date|"
        "payable until|please pay by|pay before|payable before|payment due by|due|no later than|"
        "payment is due by"
    ),
    "other_date": (
        "delivery date|date of delivery|order date|ship date|shipping date|expiry|expiry date|"
        "expires|valid|valid until|valid till|best before|from|until|till|period|date of birth|"
        "birth|print date|printed|po date|effective|since|commence|start date|end date|check out|"
        "check in|departure|arrival|service date|supply date|date of supply|promotion|redeem|"
        "before|renewal|dd|order placed|license|approved|permit|version|last updated|"
        "against invoice|to invoice|original invoice|for invoice|ordered on|date ordered|"
        "despatched|shipped|shipped on"
    ),
    "number": (
        "invoice no|invoice number|invoice|invoice nr|invoice id|inv no|inv|bill no|bill number|"
        "receipt no|receipt number|receipt|document no|document number|doc no|tax invoice no|"
        "tax invoice number|tax invoice|cash bill no|cash bill|cash sales no|cash inv no|slip no|"
        "ticket no|credit note no|credit note number|check no|chk no|trans no|transaction no|"
        "rcpt no|reference no|bill|invois no|inv number|trx no|order invoice|invoice reference|"
        "tax inv no|document ref|cb|our invoice|trans|check|receipt nr|credit no|credit memo no"
    ),
    "customer_number": (
        "customer no|customer number|customer id|account no|account number|client no|member no|"
        "acct no|customer code|cust no|debtor code|member id|customer account|membership no|"
        "client number|debtor"
    ),
    "other_number": (
        "order no|order number|po no|po number|purchase order|delivery note no|delivery order no|"
        "do no|table no|table|terminal|terminal id|till|cashier|counter|pos no|pos|tel|phone|fax|"
        "ref|ref no|reference|queue no|approval code|batch no|trace no|job no|reg no|co reg|"
        "registration no|vat no|gst no|gst id|gst reg no|gst id no|gst reg|vat id|vat number|"
        "tax id|tax number|vehicle no|card no|salesperson|staff|store|shift|serial no|"
        "contract no|project no|your reference|our reference|order|quotation no|mobile|"
        "company no|roc no|company reg no|business reg no|quote no|outlet|server|auth code|"
        "merchant id|host|against invoice|to invoice|original invoice|for invoice|invoice ref"
    ),
    "payment_reference": (
        "payment reference|remittance information|payment ref|please quote|quote reference|"
        "use reference"
    ),
    "seller": (
        "seller|supplier|vendor|from|sold by|issued by|payee|merchant|biller|account name|"
        "account holder|beneficiary"
    ),
    "buyer": (
        "buyer|bill to|billed to|sold to|customer|ship to|deliver to|client|invoice to|to|"
        "attention|attn|invoiced to|delivery address|billing address|customer name|recipient|"
        "consignee|bill for|shipping address|messrs|received from|guest name|payer"
    ),
    "kind_invoice": "invoice|tax invoice|simplified tax invoice",
    "kind_credit_note": (
        "credit note|credit memo|credit invoice|refund note|refund receipt|"
        "credit advice|sales credit note"
    ),
    "kind_correction": "corrective invoice|corrected invoice|invoice correction",
    "kind_receipt": (
        "receipt|cash receipt|official receipt|cash bill|cash sale|cash sales|sales receipt|"
        "till receipt|cash memo"
    ),
    "kind_reminder": (
        "payment reminder|reminder|final notice|overdue notice|dunning|past due notice|"
        "final reminder|second reminder|overdue account|first reminder|payment overdue"
    ),
    "kind_order": (
        "order confirmation|sales order|purchase order|order acknowledgement|"
        "confirmation of order|sales order confirmation"
    ),
    "kind_quote": ("quotation|quote|estimate|pro forma|proforma invoice|pro forma invoice|offer"),
    "kind_delivery_note": (
        "delivery note|delivery order|packing slip|packing list|despatch note|dispatch note"
    ),
    "kind_bank_statement": (
        "bank statement|account statement|statement of account|opening balance|closing balance|"
        "credit card statement"
    ),
    "kind_contract": (
        "contract|agreement|terms of contract|tenancy agreement|employment contract|lease agreement"
    ),
    "kind_payslip": (
        "payslip|pay slip|salary slip|wage slip|earnings statement|salary statement|net pay|"
        "gross pay|pay advice|pay statement|wage statement"
    ),
    "date_of": "of|on",
}
