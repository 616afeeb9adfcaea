#include "ingest/pacs008_reader.h"

#include <fmt/format.h>

#include <pugixml.hpp>

#include "ingest/xml_elements.h"

namespace chokepoint::ingest {
namespace {

constexpr std::size_t kBatchRows = std::size_t{64} << 10;
constexpr std::size_t kBatchBytes = std::size_t{64} << 20;
constexpr std::size_t kShownBytes = 200;

const std::vector<std::string>& payment_columns() {
  static const std::vector<std::string> kColumns = {"payment_id",       "uetr",
                                                    "booked_at",        "amount",
                                                    "currency",         "payer_name",
                                                    "payer_address",    "payer_country",
                                                    "payer_account",    "payer_bic",
                                                    "payee_name",       "payee_address",
                                                    "payee_country",    "payee_account",
                                                    "payee_bic",        "purpose",
                                                    "remittance_text",  "ultimate_debtor",
                                                    "ultimate_creditor"};
  return kColumns;
}

std::string first_of(std::initializer_list<std::string> texts) {
  for (const std::string& text : texts) {
    if (!text.empty()) return text;
  }
  return "";
}

void add_part(std::string& line, std::string_view part, std::string_view separator) {
  if (part.empty()) return;
  if (!line.empty()) line += separator;
  line += part;
}

// All children of that name, `separator` between.
std::string join_children(const pugi::xml_node& node, std::string_view local,
                          std::string_view separator) {
  std::string joined;
  for (const pugi::xml_node child : node.children()) {
    if (local_name(child.name()) == local) add_part(joined, text_of(child), separator);
  }
  return joined;
}

std::string address_line(const pugi::xml_node& address) {
  std::string street = text_at(address, "StrtNm");
  add_part(street, text_at(address, "BldgNb"), " ");
  std::string town = text_at(address, "PstCd");
  add_part(town, text_at(address, "TwnNm"), " ");
  std::string line;
  for (const char* part : {"Dept", "SubDept", "BldgNm", "Flr", "Room", "PstBx"}) {
    add_part(line, text_at(address, part), ", ");
  }
  add_part(line, street, ", ");
  add_part(line, join_children(address, "AdrLine", ", "), ", ");
  for (const char* part : {"TwnLctnNm", "DstrctNm"}) add_part(line, text_at(address, part), ", ");
  add_part(line, town, ", ");
  add_part(line, text_at(address, "CtrySubDvsn"), ", ");
  return line;
}

struct MessageHeader {
  std::string id, created_at, settled_on;
};

std::string booked_at(const pugi::xml_node& transaction, const MessageHeader& header) {
  const std::string settled = first_of({text_at(transaction, "IntrBkSttlmDt"), header.settled_on});
  if (settled.empty() || header.created_at.starts_with(settled))
    return first_of({header.created_at, settled});
  return settled;
}

// name, address, country, account, bic
void add_party(std::vector<std::string>& cells, const pugi::xml_node& transaction,
               std::string_view party, std::string_view account, std::string_view agent) {
  const pugi::xml_node node = child_of(transaction, party);
  const pugi::xml_node address = child_of(node, "PstlAdr");
  cells.push_back(text_at(node, "Nm"));
  cells.push_back(address_line(address));
  cells.push_back(first_of({text_at(address, "Ctry"), text_at(node, "CtryOfRes")}));
  const pugi::xml_node id = node_at(transaction, fmt::format("{}/Id", account));
  cells.push_back(first_of({text_at(id, "IBAN"), text_at(id, "Othr/Id")}));
  const pugi::xml_node bank = node_at(transaction, fmt::format("{}/FinInstnId", agent));
  cells.push_back(first_of({text_at(bank, "BICFI"), text_at(bank, "BIC")}));
}

std::vector<std::string> read_transaction(const pugi::xml_node& transaction,
                                          const MessageHeader& header, std::uint64_t number) {
  std::vector<std::string> cells;
  cells.reserve(payment_columns().size());
  const pugi::xml_node ids = child_of(transaction, "PmtId");
  std::string end_to_end = text_at(ids, "EndToEndId");
  if (end_to_end == "NOTPROVIDED") end_to_end.clear();
  const std::string counted = header.id.empty() ? "" : fmt::format("{}/{}", header.id, number);
  cells.push_back(first_of({text_at(ids, "TxId"), end_to_end, counted}));
  cells.push_back(text_at(ids, "UETR"));
  cells.push_back(booked_at(transaction, header));
  pugi::xml_node amount = child_of(transaction, "IntrBkSttlmAmt");
  if (!amount) amount = child_of(transaction, "InstdAmt");
  cells.push_back(text_of(amount));
  cells.emplace_back(amount.attribute("Ccy").value());
  add_party(cells, transaction, "Dbtr", "DbtrAcct", "DbtrAgt");
  add_party(cells, transaction, "Cdtr", "CdtrAcct", "CdtrAgt");
  cells.push_back(first_of({text_at(transaction, "Purp/Cd"), text_at(transaction, "Purp/Prtry")}));
  const pugi::xml_node remittance = child_of(transaction, "RmtInf");
  std::string text = join_children(remittance, "Ustrd", " ");
  for (const pugi::xml_node structured : remittance.children()) {
    if (local_name(structured.name()) != "Strd") continue;
    add_part(text, text_at(structured, "CdtrRefInf/Ref"), " ");
    add_part(text, join_children(structured, "AddtlRmtInf", " "), " ");
  }
  cells.push_back(std::move(text));
  cells.push_back(text_at(transaction, "UltmtDbtr/Nm"));
  cells.push_back(text_at(transaction, "UltmtCdtr/Nm"));
  return cells;
}

class Pacs008Reader final : public RowReader {
 public:
  explicit Pacs008Reader(std::unique_ptr<ByteSource> source)
      : elements_(std::move(source), {"GrpHdr", "CdtTrfTxInf"}) {}

  // Reads on to the first transaction.
  Expected<> open() {
    TRY_ASSIGN(has_transaction_, advance());
    if (has_transaction_) return {};
    return fail(ErrorCode::format,
                "no CdtTrfTxInf was found; expected an ISO 20022 pacs.008 message");
  }

  const std::vector<std::string>& columns() const override { return payment_columns(); }

  Expected<bool> next(RowBatch& batch) override {
    batch.clear();
    batch.column_count = columns().size();
    const bool any = has_transaction_;
    while (has_transaction_ && batch.size() + batch.bad_rows.size() < kBatchRows &&
           batch.arena.bytes() < kBatchBytes) {
      add_transaction(batch);
      TRY_ASSIGN(has_transaction_, advance());
    }
    return any;
  }

 private:
  // To the next transaction, over headers, which hold from there on.
  Expected<bool> advance() {
    while (true) {
      TRY_ASSIGN(const bool found, elements_.next(element_));
      if (!found) return false;
      if (element_.name == "CdtTrfTxInf") return true;
      header_ = {};
      transactions_ = 0;
      pugi::xml_document document;
      if (!element_.bad.empty() ||
          !document.load_buffer(element_.text.data(), element_.text.size()))
        continue;
      const pugi::xml_node header = document.document_element();
      header_ = {text_at(header, "MsgId"), text_at(header, "CreDtTm"),
                 text_at(header, "IntrBkSttlmDt")};
    }
  }

  void add_transaction(RowBatch& batch) {
    ++transactions_;
    std::string bad = element_.bad;
    pugi::xml_document document;
    if (bad.empty()) {
      const auto result = document.load_buffer(element_.text.data(), element_.text.size(),
                                               pugi::parse_default, pugi::encoding_utf8);
      if (!result) bad = fmt::format("not well-formed: {}", result.description());
    }
    if (!bad.empty()) {
      batch.bad_rows.push_back({element_.line, "CdtTrfTxInf",
                                std::string(element_.text.substr(0, kShownBytes)), std::move(bad)});
      return;
    }
    for (const std::string& cell :
         read_transaction(document.document_element(), header_, transactions_)) {
      batch.cells.push_back(batch.arena.keep(cell));
    }
    batch.lines.push_back(element_.line);
  }

  XmlElements elements_;
  XmlElement element_;
  MessageHeader header_;
  std::uint64_t transactions_ = 0;  // of this message
  bool has_transaction_ = false;
};

}  // namespace

Expected<std::unique_ptr<RowReader>> open_pacs008(std::unique_ptr<ByteSource> source) {
  auto reader = std::make_unique<Pacs008Reader>(std::move(source));
  TRY(reader->open());
  return reader;
}

}  // namespace chokepoint::ingest
