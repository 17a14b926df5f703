"""Portuguese labels, one role a line."""

LABELS = {
    "total": (
        "valor total|total geral|total do documento|total da fatura|total com iva|"
        "total iva incluido|montante total|total eur|total fatura|total documento|total factura|"
        "valor total da nota|total liquido a pagar|total da nota de credito|valor do credito|"
        "total do credito"
    ),
    "sum": "total|soma|valor|montante",
    "payable": (
        "total a pagar|a pagar|valor a pagar|saldo em divida|montante a pagar|valor em divida|"
        "importancia a pagar|saldo a pagar|total em divida|valor a pagar ate"
    ),
    "subtotal": "subtotal|sub total|total parcial|total mercadoria|total de linhas",
    "net": (
        "total sem iva|valor liquido|total liquido|incidencia|base tributavel|sem iva|"
        "valor sem iva|total iliquido|base de incidencia|base|iliquido|liquido|base iva"
    ),
    "tax": (
        "iva|imposto|total iva|valor iva|total de impostos|impostos|valor do iva|total do iva|"
        "total imposto|iva a taxa"
    ),
    "tax_included": "iva incluido|inclui iva|com iva|iva inc|iva incluido a taxa",
    "rounding": "arredondamento",
    "rounded": "total arredondado",
    "discount": "desconto|descontos|abatimento|cupao",
    "cash": (
        "numerario|dinheiro|entregue|pago|recebido|valor pago|valor entregue|valor recebido|"
        "pagamento|dinheiro entregue"
    ),
    "card": (
        "multibanco|cartao|cartao de credito|mb way|mb|cartao de debito|mbway|cartao credito|tpa"
    ),
    "change": "troco",
    "tip": "gorjeta",
    "deposit": "caucao|deposito",
    "service": "portes|portes de envio|transporte|envio",
    "prepaid": "adiantamento|ja pago|pago anteriormente|adiantamentos|sinal",
    "arrears": ("saldo anterior|valores em atraso|em atraso|divida anterior"),
    "quantity": "quantidade|qtd|qtde|artigos|n artigos|numero de artigos|unidades|qt",
    "saving": "poupanca|poupou|poupanca total",
    "points": "pontos",
    "unit": "preco unitario|preco|p unitario|pr unit|preco unit",
    "tax_summary": (
        "resumo iva|taxa iva|resumo de iva|quadro iva|taxa|resumo do iva|quadro resumo do iva|"
        "quadro de impostos|resumo de impostos"
    ),
    "incl": "iva incluido|com iva|incluido",
    "excl": "sem iva|excluido",
    "date": (
        "data|data da fatura|data de emissao|data emissao|data do documento|data fatura|"
        "emitido em|data documento|data da factura|emitida em|data doc"
    ),
    "due_date": (
        "vencimento|data de vencimento|data vencimento|pagar ate|data limite de pagamento|"
        "prazo de pagamento|pagamento ate|data limite|vence em|limite de pagamento|pague ate|"
        "a pagar ate|pagavel ate|debito em|vence a|o pagamento ate"
    ),
    "other_date": (
        "data de entrega|data da encomenda|periodo|valido ate|data de nascimento|data encomenda|"
        "ate|data da prestacao|data de carga|periodo de faturacao|encomenda de|data de inicio|"
        "data de fim|a fatura|referente a fatura|da fatura|anula a fatura|encomendado em|"
        "entregue em"
    ),
    "number": (
        "fatura n|fatura no|numero da fatura|fatura|n fatura|fatura recibo|fatura simplificada|"
        "factura n|documento n|recibo n|factura|factura simplificada|fatura recibo n|n documento|"
        "numero do documento|nota de credito n|fatura numero|n da fatura|no da fatura|"
        "fatura simplificada n|no documento|nota de credito no|fatura n o|n o da fatura|"
        "fatura simplificada n o|talao n|talao n o|fatura ft|n o documento|n do documento|"
        "n o do documento|nota de credito n o|no fatura|n o fatura|factura no|factura n o|"
        "documento no|documento n o|recibo no|recibo n o|fatura recibo no|fatura recibo n o|"
        "fatura simplificada no|talao no|no do documento|recibo"
    ),
    "customer_number": (
        "numero de cliente|n cliente|codigo cliente|codigo de cliente|no cliente|n de cliente|"
        "no de cliente|cliente n|cod cliente|numero do cliente|cliente no|n o cliente|"
        "n o de cliente|cliente n o"
    ),
    "other_number": (
        "contribuinte|nif|nipc|n contribuinte|encomenda|tel|telefone|fax|atcud|guia|mesa|caixa|"
        "n encomenda|contrato|referencia|cnpj|operador|telemovel|no contribuinte|entidade|"
        "no encomenda|contrato n|conta n|encomenda n|n de encomenda|contrato no|orcamento n|"
        "a fatura|referente a fatura|da fatura|anula a fatura|n o contribuinte|n o encomenda|"
        "contrato n o|conta no|conta n o|encomenda no|encomenda n o|no de encomenda|"
        "n o de encomenda|orcamento no|orcamento n o"
    ),
    "payment_reference": (
        "referencia multibanco|referencia de pagamento|descritivo|referencia pagamento|"
        "descritivo da transferencia"
    ),
    "seller": (
        "vendedor|fornecedor|emitente|emissor|prestador|beneficiario|titular|titular da conta"
    ),
    "buyer": (
        "comprador|cliente|destinatario|adquirente|faturar a|exmo|exmos srs|exmo sr|"
        "exmos senhores|morada de entrega|dados do cliente|morada de faturacao|faturado a|"
        "local de entrega"
    ),
    "kind_invoice": "fatura|factura|fatura simplificada|fatura recibo",
    "kind_credit_note": "nota de credito|nota credito",
    "kind_receipt": ("recibo|talao|talao de compra|comprovativo de pagamento|fatura simplificada"),
    "kind_reminder": (
        "aviso de pagamento|lembrete de pagamento|segundo aviso|aviso de corte|carta de cobranca|"
        "aviso de pagamento em atraso|2 aviso|1 aviso|3 aviso"
    ),
    "kind_order": (
        "confirmacao de encomenda|nota de encomenda|encomenda|ordem de compra|"
        "confirmacao da encomenda"
    ),
    "kind_quote": "orcamento|proposta|fatura proforma|fatura pro forma",
    "kind_delivery_note": "guia de remessa|guia de transporte|guia de entrega",
    "kind_bank_statement": (
        "extrato|extrato bancario|saldo anterior|extrato de conta|saldo final|saldo inicial"
    ),
    "kind_contract": "contrato|contrato de arrendamento|contrato de trabalho|apolice",
    "kind_payslip": (
        "recibo de vencimento|recibo de ordenado|liquido a receber|vencimento base|"
        "recibo de vencimentos"
    ),
    "date_of": "de|em",
}
