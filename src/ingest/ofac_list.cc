#include "ingest/ofac_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "ingest/contacts.h"
#include "ingest/window.h"

namespace chokepoint::ingest {
namespace {

using Fields = std::vector<std::string>;

constexpr std::size_t kRemarksBytesMax = 1000;  // the source's own limit

// Cuts a line at commas outside of quotes; `-0-` becomes empty. Nothing when a quote does not
// close.
std::optional<Fields> cut_line(std::string_view line) {
  Fields fields(1);
  bool quoted = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    if (quoted && c == '"' && at + 1 < line.size() && line[at + 1] == '"') {
      fields.back() += '"';
      ++at;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  if (quoted) return std::nullopt;
  for (std::string& field : fields) {
    field = trim_spaces(field);
    if (field == "-0-") field.clear();
  }
  return fields;
}

std::size_t field_count(OfacFile file) {
  return file == OfacFile::sdn ? 12 : file == OfacFile::alt ? 5 : 6;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 9 &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

// "1945", "Dec 1948", "10 Dec 1948" as 1948-12-10; "" for anything else.
std::string read_day(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  text = trim_spaces(text);
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    words.push_back(text.substr(0, space));
    text = space == std::string_view::npos ? std::string_view() : trim_spaces(text.substr(space));
  }
  if (words.empty() || words.size() > 3 || words.back().size() != 4 || !is_number(words.back()))
    return "";
  std::string day(words.back());
  if (words.size() == 1) return day;
  const auto month = std::ranges::find(kMonths, words[words.size() - 2]);
  if (month == kMonths.end()) return "";
  day += fmt::format("-{:02}", month - kMonths.begin() + 1);
  if (words.size() == 2) return day;
  if (!is_number(words[0]) || words[0].size() > 2) return "";
  return fmt::format("{}-{:0>2}", day, words[0]);
}

std::string read_birth(std::string_view text) {
  const bool about = take_prefix(text, "circa ");
  std::string birth;
  if (const std::size_t to = text.find(" to "); to != std::string_view::npos) {
    const std::string from = read_day(text.substr(0, to));
    const std::string until = read_day(text.substr(to + 4));
    if (from.empty() || until.empty()) return "";
    birth = from + "/" + until;
  } else if (text.size() == 9 && text[4] == '-') {
    const std::string from = read_day(text.substr(0, 4));
    const std::string until = read_day(text.substr(5));
    if (from.empty() || until.empty()) return "";
    birth = from + "/" + until;
  } else {
    birth = read_day(text);
  }
  return birth.empty() || !about ? birth : birth + "~";
}

struct Label {
  std::string_view text;
  std::string_view kind;
};

// In this order: a longer label stands before the one that it begins with.
constexpr Label kLabels[] = {
    {"Digital Currency Address - ", "wallet"},
    {"Passport Booklet ", "passport"},
    {"Diplomatic Passport ", "passport"},
    {"Stateless Person Passport ", "passport"},
    {"Passport #", "passport"},
    {"Passport ", "passport"},
    {"Vessel Registration Identification IMO ", "imo"},
    {"Tax ID No.", "tax_number"},
    {"V.A.T. Number ", "tax_number"},
    {"R.F.C. ", "tax_number"},
    {"RFC ", "tax_number"},
    {"NIT #", "tax_number"},
    {"RUC #", "tax_number"},
    {"RIF #", "tax_number"},
    {"C.U.I.T. ", "tax_number"},
    {"US FEIN ", "tax_number"},
    {"Italian Fiscal Code ", "tax_number"},
    {"Fiscal Code ", "tax_number"},
    {"Numero Unico de Identificacao Tributaria (NUIT) ", "tax_number"},
    {"Email Address ", "email"},
    {"Email:", "email"},
    {"Email ", "email"},
    {"EMAIL ", "email"},
    {"Phone Number ", "phone"},
    {"Phone No.", "phone"},
    {"PHONE ", "phone"},
    {"Telephone No.", "phone"},
    {"Telephone:", "phone"},
    {"Telephone ", "phone"},
    {"Fax No.", "phone"},
    {"Fax:", "phone"},
    {"Fax ", "phone"},
    {"FAX ", "phone"},
    {"Website ", "website"},
    {"Linked To:", "linked_to"},
    {"SWIFT/BIC ", "identifier"},
    {"MMSI ", "identifier"},
    {"Cedula No.", "identifier"},
    {"National ID No.", "identifier"},
    {"Identification Number ", "identifier"},
    {"National Foreign ID Number ", "identifier"},
    {"Turkish Identification Number ", "identifier"},
    {"Personal ID Card ", "identifier"},
    {"Kenyan ID No.", "identifier"},
    {"Citizen's Card Number ", "identifier"},
    {"Residency Number ", "identifier"},
    {"Travel Document Number ", "identifier"},
    {"Tazkira National ID Card ", "identifier"},
    {"Numero de Identidad ", "identifier"},
    {"C.U.R.P. ", "identifier"},
    {"C.U.I.P. ", "identifier"},
    {"C.U.I. ", "identifier"},
    {"I.F.E. ", "identifier"},
    {"D.N.I. ", "identifier"},
    {"LE Number ", "identifier"},
    {"SSN ", "identifier"},
    {"Credencial electoral ", "identifier"},
    {"Electoral Registry No.", "identifier"},
    {"Cartilla de Servicio Militar Nacional ", "identifier"},
    {"Driver's License No.", "identifier"},
    {"Birth Certificate Number ", "identifier"},
    {"Registration Number ", "identifier"},
    {"Registration ID ", "identifier"},
    {"Public Registration Number ", "identifier"},
    {"Folio Mercantil No.", "identifier"},
    {"Commercial Registry Number ", "identifier"},
    {"Matricula Mercantil No ", "identifier"},
    {"Company Number ", "identifier"},
    {"UK Company Number ", "identifier"},
    {"C.R. No.", "identifier"},
    {"Business Registration Document #", "identifier"},
    {"Business Registration Number ", "identifier"},
    {"Business Number ", "identifier"},
    {"Enterprise Number ", "identifier"},
    {"Branch Unit Number ", "identifier"},
    {"Legal Entity Number ", "identifier"},
    {"File Number ", "identifier"},
    {"Certificate of Incorporation Number ", "identifier"},
    {"Chamber of Commerce Number ", "identifier"},
    {"Dubai Chamber of Commerce Membership No.", "identifier"},
    {"Registered Charity No.", "identifier"},
    {"Trade License No.", "identifier"},
    {"License ", "identifier"},
    {"Government Gazette Number ", "identifier"},
    {"Unified Social Credit Code (USCC) ", "identifier"},
    {"United Social Credit Code Certificate (USCCC) ", "identifier"},
    {"D-U-N-S Number ", "identifier"},
    {"BIK (RU) ", "identifier"},
    {"Chinese Commercial Code ", "identifier"},
    {"Immigration No.", "identifier"},
    {"Aircraft Tail Number ", "identifier"},
    {"Aircraft Manufacturer's Serial Number (MSN) ", "identifier"},
    {"Aircraft Construction Number (also called L/N or S/N or F/N) ", "identifier"},
    {"Aircraft Serial Identification ", "identifier"},
    {"Aircraft Mode S Transponder Code ", "identifier"},
};

// What is about a person's protected traits, or about where a person was born.
constexpr std::string_view kDropped[] = {"nationality ", "Nationality", "citizen ", "Gender ",
                                         "POB "};

// "7020783 (Mexico) issued 12 Jan 2004 expires .." -> the number and the country.
void cut_number(std::string_view text, DetailDraft& detail) {
  for (const std::string_view mark :
       {" issued ", " expires ", " Date of Issue ", " Expiration Date "}) {
    text = text.substr(0, text.find(mark));
  }
  text = trim_spaces(text);
  if (text.ends_with(')')) {
    const std::size_t open = text.rfind(" (");
    if (open != std::string_view::npos && open > 0) {
      detail.country = text.substr(open + 2, text.size() - open - 3);
      text = trim_spaces(text.substr(0, open));
    }
  }
  detail.value = text;
}

// a.k.a. 'BNC': a weak name. f.k.a. and n.k.a.: what it was and is called.
bool read_name(std::string_view part, EntryDraft& draft) {
  const bool weak = part.starts_with("a.k.a. ");
  if (!weak && !part.starts_with("f.k.a. ") && !part.starts_with("n.k.a. ")) return false;
  std::string_view name = trim_spaces(part.substr(7));
  if (name.size() >= 2 && name.front() == '\'' && name.back() == '\'')
    name = name.substr(1, name.size() - 2);
  name = trim_spaces(name);
  if (!name.empty())
    draft.details.push_back({weak ? "weak_alias" : "alias", std::string(name), "", "", ""});
  return true;
}

bool read_labelled(std::string_view part, EntryDraft& draft) {
  for (const Label& label : kLabels) {
    std::string_view rest = part;
    if (!take_prefix(rest, label.text)) continue;
    rest = trim_spaces(rest);
    DetailDraft detail;
    detail.kind = label.kind;
    if (label.kind == "wallet") {
      // The currency's sign, then the address.
      const std::size_t space = rest.find(' ');
      detail.value = space == std::string_view::npos ? rest : trim_spaces(rest.substr(space));
    } else if (label.kind == "linked_to" || label.kind == "website" || label.kind == "phone") {
      detail.value = rest;
    } else if (label.kind == "email") {
      for (std::string& email : find_contacts(rest).emails) {
        draft.details.push_back({"email", std::move(email), "", "", ""});
      }
      return true;
    } else {
      cut_number(rest, detail);
    }
    if (!detail.value.empty()) draft.details.push_back(std::move(detail));
    return label.kind != "linked_to";
  }
  return false;
}

void read_part(std::string_view part, EntryDraft& draft) {
  std::string_view rest = part;
  if (!take_prefix(rest, "alt. ")) take_prefix(rest, "Alt. ");
  for (const std::string_view dropped : kDropped) {
    if (rest.starts_with(dropped)) return;
  }
  if (rest.starts_with("DOB ")) {
    const std::string birth = read_birth(rest.substr(4));
    if (!birth.empty()) {
      append_part(draft.birth_date, birth, ";");
      return;
    }
  }
  if (read_name(rest, draft) || read_labelled(rest, draft)) return;
  // A link is a fact of its own and a reason to be read.
  append_part(draft.reason, without_protected(rest), "; ");
}

Expected<> write_sdn(const Fields& fields, std::uint64_t line, ListWriter& writer) {
  EntryDraft draft;
  draft.entry_id = fields[0];
  draft.name = fields[1];
  draft.kind = fields[2] == "individual" ? "person"
               : fields[2].empty()       ? "organization"
                                         : fields[2];
  draft.line = line;
  draft.program = fields[3];
  for (std::size_t at; (at = draft.program.find("] [")) != std::string::npos;)
    draft.program.replace(at, 3, "; ");
  draft.reason = fields[4];  // the title
  if (!fields[5].empty())
    draft.details.push_back({"identifier", fields[5], "", "", ""});  // call sign
  draft.country = fields[9];                                         // flag
  if (!fields[10].empty()) draft.details.push_back({"linked_to", fields[10], "", "", ""});  // owner
  read_remarks(fields[11], draft);
  return writer.write(draft);
}

Expected<> write_add(const Fields& fields, std::uint64_t line, ListWriter& writer) {
  DetailDraft detail;
  detail.kind = "address";
  for (const std::size_t part : {2, 3, 4}) append_part(detail.value, fields[part], ", ");
  detail.city = fields[3];
  detail.country = fields[4];
  detail.own_id = fields[1];
  return writer.write(fields[0], detail, records::Moment::unknown(), line);
}

}  // namespace

void read_remarks(std::string_view remarks, EntryDraft& draft) {
  const bool cut_off = remarks.size() >= kRemarksBytesMax && !remarks.ends_with('.');
  while (!remarks.empty()) {
    const std::size_t end = remarks.find(';');
    const bool last = end == std::string_view::npos;
    std::string_view part = trim_spaces(remarks.substr(0, end));
    remarks = last ? std::string_view() : remarks.substr(end + 1);
    if (last && cut_off) {
      append_part(draft.reason, "(the list's remarks are cut off here)", "; ");
      return;
    }
    if (last && part.ends_with('.')) part.remove_suffix(1);
    if (!part.empty()) read_part(part, draft);
  }
}

bool is_ofac_line(OfacFile file, std::string_view line) {
  const auto fields = cut_line(line);
  if (!fields || fields->size() != field_count(file) || !is_number((*fields)[0])) return false;
  // Without a header, the word for nothing tells the source.
  if (line.find("-0-") == std::string_view::npos) return false;
  if (file == OfacFile::sdn) return !(*fields)[1].empty();
  if (!is_number((*fields)[1])) return false;
  if (file == OfacFile::add) return true;
  return (*fields)[2] == "aka" || (*fields)[2] == "fka" || (*fields)[2] == "nka";
}

Expected<> read_ofac(OfacFile file, std::unique_ptr<ByteSource> source, ListWriter& writer) {
  LineReader lines(std::move(source));
  Line line;
  while (true) {
    TRY_ASSIGN(const bool found, lines.next(line));
    if (!found) return {};
    if (line.text.empty() || line.text == "\x1A") continue;
    writer.count_row();
    const auto fields = line.too_long ? std::nullopt : cut_line(line.text);
    if (!fields || fields->size() != field_count(file)) {
      TRY(writer.reject(line.number, "", line.text,
                        fmt::format("not a line of {} fields", field_count(file))));
    } else if (!is_number((*fields)[0])) {
      TRY(writer.reject(line.number, "ent_num", (*fields)[0], "not a number"));
    } else if (file == OfacFile::add) {
      TRY(write_add(*fields, line.number, writer));
    } else if (file == OfacFile::sdn && !(*fields)[1].empty()) {
      TRY(write_sdn(*fields, line.number, writer));
    } else if (file == OfacFile::alt && !(*fields)[3].empty()) {
      TRY(writer.write((*fields)[0], {"alias", (*fields)[3], "", "", (*fields)[1]},
                       records::Moment::unknown(), line.number));
    } else {
      TRY(writer.reject(line.number, "name", "", "no name"));
    }
  }
}

}  // namespace chokepoint::ingest
