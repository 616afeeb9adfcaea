#include "ingest/un_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <pugixml.hpp>

#include "ingest/contacts.h"
#include "ingest/xml_elements.h"

namespace chokepoint::ingest {
namespace {

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return (c & 0x80) == 0; });
}

void add_detail(EntryDraft& draft, std::string_view kind, std::string_view value) {
  value = trim_spaces(value);
  if (!value.empty()) draft.details.push_back({std::string(kind), std::string(value), "", "", ""});
}

// "Jin Tiesan (金铁三)": the name, and the name in its own script.
void add_name(EntryDraft& draft, std::string_view kind, std::string_view name) {
  const std::size_t open = name.find(" (");
  if (open != std::string_view::npos && name.ends_with(')')) {
    const std::string_view inside = name.substr(open + 2, name.size() - open - 3);
    if (!is_ascii(inside) && is_ascii(name.substr(0, open))) {
      add_detail(draft, kind, name.substr(0, open));
      add_detail(draft, kind, inside);
      return;
    }
  }
  add_detail(draft, kind, name);
}

void add_names(EntryDraft& draft, const pugi::xml_node& alias) {
  const std::string_view kind = text_at(alias, "QUALITY") == "Low" ? "weak_alias" : "alias";
  const std::string names = text_at(alias, "ALIAS_NAME");
  std::string_view rest = names;
  while (!rest.empty()) {
    const std::size_t end = rest.find(';');
    add_name(draft, kind, trim_spaces(rest.substr(0, end)));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
}

void add_contacts(EntryDraft& draft, std::string_view text) {
  const Contacts contacts = find_contacts(text);
  for (const std::string& email : contacts.emails) add_detail(draft, "email", email);
  for (const std::string& phone : contacts.phones) add_detail(draft, "phone", phone);
}

void add_address(EntryDraft& draft, const pugi::xml_node& node) {
  DetailDraft detail;
  detail.kind = "address";
  for (const char* part : {"STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY"}) {
    append_part(detail.value, text_at(node, part), ", ");
  }
  detail.city = text_at(node, "CITY");
  detail.country = text_at(node, "COUNTRY");
  if (draft.country.empty()) draft.country = detail.country;
  add_contacts(draft, text_at(node, "NOTE"));
  if (!detail.value.empty()) draft.details.push_back(std::move(detail));
}

void add_document(EntryDraft& draft, const pugi::xml_node& node) {
  DetailDraft detail;
  detail.value = text_at(node, "NUMBER");
  if (detail.value.empty()) return;
  std::string type = text_at(node, "TYPE_OF_DOCUMENT") + " " + text_at(node, "TYPE_OF_DOCUMENT2");
  std::ranges::transform(type, type.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  const bool passport =
      std::ranges::any_of(std::array{"passport", "passeport", "pasaporte"},
                          [&](const char* word) { return type.find(word) != std::string::npos; });
  detail.kind = passport ? "passport" : "identifier";
  detail.country = text_at(node, "ISSUING_COUNTRY");
  if (detail.country.empty()) detail.country = text_at(node, "COUNTRY_OF_ISSUE");
  draft.details.push_back(std::move(detail));
}

void add_birth(EntryDraft& draft, const pugi::xml_node& node) {
  std::string birth = text_at(node, "DATE").substr(0, 10);
  if (birth.empty()) birth = text_at(node, "YEAR");
  const std::string from = text_at(node, "FROM_YEAR");
  const std::string to = text_at(node, "TO_YEAR");
  if (birth.empty() && !from.empty() && !to.empty()) birth = from + "/" + to;
  if (birth.empty()) return;
  if (text_at(node, "TYPE_OF_DATE") == "APPROXIMATELY") birth += '~';
  append_part(draft.birth_date, birth, ";");
}

EntryDraft read_entry(const pugi::xml_node& root, bool is_person) {
  EntryDraft draft;
  draft.kind = is_person ? "person" : "organization";
  draft.entry_id = text_at(root, "REFERENCE_NUMBER");
  if (draft.entry_id.empty()) draft.entry_id = text_at(root, "DATAID");
  for (const char* part : {"FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"}) {
    append_part(draft.name, text_at(root, part), " ");
  }
  draft.program = text_at(root, "UN_LIST_TYPE");
  const std::string comments = text_at(root, "COMMENTS1");
  draft.reason = without_protected(comments);
  for (const pugi::xml_node node : root.children()) {
    const std::string_view name = local_name(node.name());
    if (name == "NAME_ORIGINAL_SCRIPT") {
      add_detail(draft, "alias", text_of(node));
    } else if (name.ends_with("_ALIAS")) {
      add_names(draft, node);
    } else if (name.ends_with("_ADDRESS")) {
      add_address(draft, node);
    } else if (name.ends_with("_DOCUMENT")) {
      add_document(draft, node);
    } else if (name.ends_with("_DATE_OF_BIRTH")) {
      add_birth(draft, node);
    }
  }
  add_contacts(draft, comments);
  return draft;
}

}  // namespace

Expected<> read_un_list(std::unique_ptr<ByteSource> source, ListWriter& writer) {
  XmlElements elements(std::move(source), {"INDIVIDUAL", "ENTITY"});
  XmlElement element;
  while (true) {
    TRY_ASSIGN(const bool found, elements.next(element));
    if (!found) return {};
    writer.count_row();
    std::string bad = element.bad;
    pugi::xml_document document;
    if (bad.empty()) {
      const auto result = document.load_buffer(element.text.data(), element.text.size(),
                                               pugi::parse_default, pugi::encoding_utf8);
      if (!result) bad = fmt::format("not well-formed: {}", result.description());
    }
    if (!bad.empty()) {
      TRY(writer.reject(element.line, element.name, element.text, bad));
      continue;
    }
    EntryDraft draft = read_entry(document.document_element(), element.name == "INDIVIDUAL");
    draft.line = element.line;
    if (draft.entry_id.empty() || draft.name.empty()) {
      TRY(writer.reject(element.line, draft.name.empty() ? "FIRST_NAME" : "REFERENCE_NUMBER", "",
                        "absent"));
      continue;
    }
    const std::string listed = text_at(document.document_element(), "LISTED_ON").substr(0, 10);
    if (const auto day = records::parse_moment(listed)) {
      draft.valid_from = *day;
    } else if (!listed.empty()) {
      TRY(writer.reject(element.line, "LISTED_ON", listed, "not a date"));
    }
    TRY(writer.write(draft));
  }
}

}  // namespace chokepoint::ingest
