"""English words of sample papers, as papers in Great Britain, Ireland and the USA have them."""

MONTHS = "January February March April May June July August September October November December"

WORDS = {
    "invoice": "Invoice|INVOICE|VAT Invoice|Sales Invoice|Tax Invoice",
    "credit_note": "Credit Note|CREDIT NOTE|Credit Memo|Sales Credit Note",
    "reminder": "Payment Reminder|Final Reminder|Overdue Account|Second Reminder",
    "order": "Order Confirmation|Order Acknowledgement|Sales Order Confirmation",
    "quote": "Quotation|Estimate|QUOTE", "delivery": "Delivery Note|Packing Slip|Despatch Note",
    "payslip": "Payslip|Pay Advice|Pay Statement|Earnings Statement",
    "number": "Invoice No.|Invoice Number|Invoice #|Inv No|Our invoice",
    "credit_number": "Credit Note No.|Credit No|Credit Note Number|Document No.",
    "other_number": "Reference|Order No.|Document No|Our ref",
    "date": "Invoice Date|Date|Date of issue|Date/Tax point|Issued",
    "due": "Due Date|Payment due|Please pay by|Due|Payment due by",
    "delivered": "Delivery date|Date of supply|Service date|Despatched",
    "ordered": "Order date|Ordered on|Date ordered", "customer": "Account No.|Customer ID|Customer No|Account",
    "order_ref": "Your PO|P.O. Number|Your order ref|Purchase order",
    "pos": "Item|No.", "item": "Description|Details|Product", "qty": "Qty|Quantity|Hours", "price": "Unit price|Rate|Price",
    "amount": "Amount|Total|Line total|Net", "rate": "VAT|VAT %",
    "net": "Subtotal|Net total|Total net|Sub-total excl. VAT", "tax": "VAT @ {rate}%|VAT {rate}%|VAT at {rate} %",
    "total": "Total|Invoice total|Total due|Grand total|Amount due|Total inc. VAT",
    "payable": "Amount due|Balance due|Please pay", "credit_total": "Total credit|Credit total|Total",
    "pay_by": "Please pay by {date}.|Payment is due by {date}.|Kindly remit payment no later than {date}.",
    "terms": "Terms: {days} days net|Payment terms: {days} days from date of invoice|Net {days}|Payment due within {days} days",
    "thanks": "Thank you for your business!|Thank you for your custom.", "seller_head": "Supplier|From|Seller", "buyer_head": "Bill to|Invoice to|Billed to|Customer",
    "bank": "Bank details|Pay by bank transfer", "on": "of|dated", "place_date": "{city}, {date}|{date}",
    "period": "Billing period|Period", "tax_rate": "VAT rate|Rate", "tax_base": "Net|Goods", "tax_amount": "VAT|VAT amount", "tax_gross": "Gross",
    "receipt_no": "Receipt No|Receipt|Trans|Check #|Bill No", "receipt_date": "Date|", "subtotal": "Subtotal|Sub-total|SUB TOTAL",
    "receipt_total": "TOTAL|Total to pay|Balance due|TOTAL DUE|Amount due", "cash": "Cash|CASH|Cash tendered", "card": "Visa Debit|Contactless|Mastercard|Card payment",
    "change": "Change|Change due|CHANGE", "rounding": "Rounding", "discount": "Discount|Member discount|Multibuy saving", "deposit": "Bottle deposit|Re-turn deposit|DRS deposit",
    "tip": "Gratuity|Tip", "table": "Table", "waiter": "Server|Served by", "receipt_tax": "Includes VAT {rate}%|VAT {rate}%|incl. VAT @ {rate}%",
    "receipt_thanks": "Thank you for shopping with us|Thank you, please call again|Thanks for your visit!", "till": "Till|Register", "time": "", "card_no": "Card|Account no.",
    "credit_ref": "Credit against invoice {ref} dated {date}|Refers to invoice {ref} of {date}",
    "reminder_text": "According to our records, invoice {ref} dated {date} is still unpaid.",
    "order_text": "Thank you for your order, which we confirm as follows:", "quote_text": "We are pleased to quote as follows, valid for 30 days:", "delivery_text": "The following goods have been delivered:",
    "gross_pay": "Gross pay|Total gross", "deduction": "Income tax|National insurance", "net_pay": "Net pay|Net payment", "employee": "Employee|Employee no.", "month": "Pay period|Pay date for",
    "open": "Amount outstanding|Balance overdue", "greeting": "Dear customer,|Dear Sir or Madam,", "page": "Page 1 of 1|1/1",
}  # fmt: skip

COUNTRY_WORDS = {
    "GB": {"vat_id": "VAT Reg No. {id}|VAT No: {id}|VAT registration number {id}"},
    "IE": {"vat_id": "VAT No. {id}|VAT Reg: {id}", "card": "Visa Debit|Contactless|Laser"},
    "US": {
        "vat_id": "EIN {id}|Tax ID {id}", "invoice": "INVOICE|Invoice", "tax": "Sales tax ({rate}%)|Tax {rate}%|Sales Tax", "total": "Total|Total due|Balance due|Amount due|TOTAL",
        "net": "Subtotal|Subtotal", "receipt_tax": "Tax {rate}%|Sales Tax|TAX", "receipt_total": "TOTAL|Total|BALANCE|Amount Due", "delivered": "Ship date|Shipped", "rate": "Tax|Tax %",
        "tax_rate": "Tax rate", "tax_base": "Taxable", "tax_amount": "Tax", "deposit": "CRV|Bottle Dep", "discount": "Discount|Coupon|You saved", "reminder": "Past Due Notice|Payment Reminder",
        "card": "VISA|Debit Card|MasterCard|AMEX", "quote": "Estimate|Quote",
    },
}  # fmt: skip

ITEMS = "Boiler service=120.00|Printer paper A4 box=24.50|Consulting, per hour=95.00|Office chair=189.99|Mileage=27.40|Web hosting, monthly=15.00|Window repair=340.00|Oak boards=58.25"
SHOP = "Milk semi-skimmed=1.45|White bread=1.20|Cheddar 400g=3.95|Orange juice 1L=2.10|Ground coffee=5.75|Laundry liquid=8.50|Bananas=1.12|Greek yogurt=1.99|Screws 4x40=3.49"
MENU = "Fish & chips=15.50|Tomato soup=6.25|Apple crumble=6.95|Sparkling water=3.40|Flat white=3.80|Mac and cheese=12.95|House salad=8.75"
