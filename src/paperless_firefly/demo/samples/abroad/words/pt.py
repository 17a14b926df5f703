"""Portuguese words of sample papers."""

MONTHS = "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"

WORDS = {
    "invoice": "Fatura|FATURA|Fatura-Recibo|Factura", "credit_note": "Nota de Crédito|NOTA DE CRÉDITO|Nota de crédito", "reminder": "Aviso de pagamento em atraso|Lembrete de pagamento|2.º Aviso", "order": "Confirmação de encomenda|Confirmação da encomenda", "quote": "Orçamento|Proposta",
    "delivery": "Guia de remessa|Guia de transporte", "payslip": "Recibo de vencimento|Recibo de vencimentos|Recibo de ordenado", "number": "Fatura n.º|Fatura Nº|N.º da fatura|Número da fatura|Fatura FT|N.º documento", "credit_number": "Nota de Crédito n.º|N.º documento|Nota de crédito Nº|N.º do documento",
    "other_number": "Referência|Encomenda n.º|N.º processo|Documento n.º", "date": "Data|Data de emissão|Data da fatura|Data do documento|Emitido em", "due": "Data de vencimento|Vencimento|Data limite de pagamento|Pagar até|Pagável até", "delivered": "Data de entrega|Data da prestação|Entregue em", "ordered": "Data da encomenda|Encomendado em",
    "customer": "N.º cliente|Código de cliente|Cliente n.º", "order_ref": "V/ encomenda|Encomenda n.º|Requisição", "pos": "Ref.|N.º", "item": "Descrição|Designação|Artigo", "qty": "Qtd.|Quantidade|Quant.", "price": "Preço unit.|Preço unitário|P. Unit.", "amount": "Valor|Total|Total líquido", "rate": "IVA|Taxa IVA",
    "net": "Total ilíquido|Incidência|Total sem IVA|Subtotal", "tax": "IVA ({rate}%)|IVA {rate}%|Total IVA {rate}%|IVA à taxa de {rate} %", "total": "Total a pagar|Total|Total da fatura|Valor total|TOTAL A PAGAR|Total documento", "payable": "Valor a pagar|Total a pagar|Montante a pagar", "credit_total": "Total|Total da nota de crédito|Valor total|Total documento",
    "pay_by": "Pagamento até {date}.|Agradecemos o pagamento até {date}.|Pagável até {date} por transferência.", "terms": "Condições de pagamento: {days} dias|Pagamento a {days} dias|Prazo de pagamento: {days} dias|Vencimento a {days} dias", "thanks": "Obrigado pela preferência.|Agradecemos a sua confiança.",
    "seller_head": "Fornecedor|Vendedor|Emitente", "buyer_head": "Exmo.(s) Sr.(s)|Cliente|Faturado a|Adquirente", "bank": "Dados bancários|Banco", "on": "de", "place_date": "{city}, {date}", "period": "Período de faturação|Período", "tax_rate": "Taxa|Taxa IVA", "tax_base": "Incidência|Base", "tax_amount": "Total IVA|IVA", "tax_gross": "Total",
    "receipt_no": "Fatura Simplificada|Talão n.º|Fatura simplificada n.º|Recibo", "receipt_date": "Data|", "subtotal": "Subtotal|SUBTOTAL", "receipt_total": "TOTAL|Total a pagar|TOTAL EUR|A PAGAR|Total (EUR)", "cash": "Numerário|Dinheiro|NUMERÁRIO|Entregue", "card": "Multibanco|Cartão|Cartão de crédito|MB WAY", "change": "Troco|TROCO", "rounding": "Arredondamento", "discount": "Desconto|Desc. cartão",
    "deposit": "Depósito vasilhame|Tara", "tip": "Gratificação|Gorjeta", "table": "Mesa", "waiter": "Empregado|Operador", "receipt_tax": "IVA incluído {rate}%|IVA {rate}%", "receipt_thanks": "Obrigado pela sua visita|Obrigado, volte sempre!", "till": "Caixa", "time": "Hora|", "card_no": "Cartão",
    "credit_ref": "Referente à fatura {ref} de {date}|Anula a fatura {ref} de {date}", "reminder_text": "Informamos que a fatura {ref} de {date} se encontra por liquidar.", "order_text": "Agradecemos a sua encomenda, que confirmamos:", "quote_text": "Apresentamos a nossa proposta, válida por 30 dias:", "delivery_text": "Bens transportados com destino à morada do cliente:",
    "gross_pay": "Vencimento base|Total ilíquido", "deduction": "Segurança Social|IRS", "net_pay": "Líquido a receber|Total líquido", "employee": "Colaborador|Funcionário", "month": "Período|Mês", "open": "Valor em dívida|Montante em atraso", "greeting": "Exmo. cliente,|Caro cliente,", "page": "Página 1 de 1|Pág. 1/1",
}  # fmt: skip

COUNTRY_WORDS = {"PT": {"vat_id": "NIF: {id}|Contribuinte n.º {id}|NIPC {id}|NIF {id}"}}

ITEMS = "Manutenção de caldeira=115.00|Tinteiro preto=20.90|Consultoria por hora=70.00|Cadeira de escritório=219.00|Deslocação=28.50|Alojamento web=8.90|Reparação de janela=330.00|Tábuas de carvalho=57.30"
SHOP = "Leite meio gordo=0.95|Pão de forma=1.79|Manteiga=2.45|Sumo de laranja=1.69|Café moído=3.55|Detergente=6.49|Bananas=1.34|Iogurte natural=0.79|Parafusos 4x40=2.95"
MENU = "Prato do dia=9.50|Caldo verde=2.80|Bacalhau à Brás=12.50|Água 0,5L=1.50|Café=0.90|Pastel de nata=1.40|Francesinha=11.90"
