#include "ingest/ftm_list.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "ingest/ftm_entity.h"
#include "ingest/window.h"

namespace chokepoint::ingest {
namespace {

constexpr std::size_t kKeptMax = 4'000'000;

struct Sanction {
  records::Moment from, to;
  std::string program, reason;
};

// What the entries need of the other entities, by the entry's id.
struct Surroundings {
  std::unordered_map<std::string, DetailDraft> addresses;  // by the address's own id
  std::unordered_map<std::string, std::vector<Sanction>> sanctions;
  std::unordered_map<std::string, std::vector<DetailDraft>> details;
  std::vector<std::pair<std::string, std::string>> links;
  std::size_t kept = 0;
};

std::string upper(std::string_view text) {
  std::string raised(text);
  std::ranges::transform(raised, raised.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return raised;
}

// 2020, 2020-05 and 2020-05-01[T..] as the first moment that they may mean.
records::Moment read_date(std::string_view text) {
  std::string whole(text.substr(0, 10));
  if (whole.size() == 4) whole += "-01";
  if (whole.size() == 7) whole += "-01";
  return records::parse_moment(whole).value_or(records::Moment::unknown());
}

struct LinkSchema {
  std::string_view schema, source, target;
};
constexpr LinkSchema kLinks[] = {
    {"Ownership", "owner", "asset"},
    {"Directorship", "director", "organization"},
    {"UnknownLink", "subject", "object"},
    {"Representation", "agent", "client"},
    {"Membership", "member", "organization"},
    {"Employment", "employee", "employer"},
    {"Associate", "person", "associate"},
    {"Family", "person", "relative"},
    {"Succession", "predecessor", "successor"},
};

DetailDraft read_address(const FtmEntity& entity) {
  DetailDraft detail;
  detail.kind = "address";
  detail.value = entity.first("full");
  if (detail.value.empty()) {
    for (const char* part : {"remarks", "postOfficeBox", "street", "street2", "postalCode", "city",
                             "region", "state"}) {
      append_part(detail.value, entity.first(part), ", ");
    }
    append_part(detail.value, upper(entity.first("country")), ", ");
  }
  detail.city = entity.first("city");
  detail.country = upper(entity.first("country"));
  return detail;
}

Sanction read_sanction(const FtmEntity& entity) {
  Sanction sanction;
  sanction.from = read_date(entity.first("startDate"));
  if (!sanction.from.is_known()) sanction.from = read_date(entity.first("listingDate"));
  sanction.to = read_date(entity.first("endDate"));
  sanction.program = entity.first("program");
  if (sanction.program.empty()) sanction.program = entity.first("programId");
  sanction.reason = entity.first("reason");
  return sanction;
}

// What a property of an entry itself, or of its paper, wallet or account, becomes.
struct PropertyKind {
  std::string_view property, kind;
};
constexpr PropertyKind kProperties[] = {
    {"alias", "alias"},
    {"previousName", "alias"},
    {"weakAlias", "weak_alias"},
    {"address", "address"},
    {"phone", "phone"},
    {"email", "email"},
    {"website", "website"},
    {"passportNumber", "passport"},
    {"taxNumber", "tax_number"},
    {"vatCode", "tax_number"},
    {"innCode", "tax_number"},
    {"imoNumber", "imo"},
    {"idNumber", "identifier"},
    {"socialSecurityNumber", "identifier"},
    {"registrationNumber", "identifier"},
    {"ogrnCode", "identifier"},
    {"leiCode", "identifier"},
    {"dunsCode", "identifier"},
    {"uniqueEntityId", "identifier"},
    {"swiftBic", "identifier"},
    {"cikCode", "identifier"},
    {"kppCode", "identifier"},
    {"okpoCode", "identifier"},
    {"uscCode", "identifier"},
    {"isinCode", "identifier"},
    {"cageCode", "identifier"},
    {"permId", "identifier"},
    {"giiNumber", "identifier"},
    {"npiCode", "identifier"},
    {"crsNumber", "identifier"},
    {"mmsi", "identifier"},
    {"callSign", "identifier"},
    {"publicKey", "wallet"},
    {"iban", "account"},
    {"accountNumber", "account"},
    {"serialNumber", "identifier"},
};

void add_properties(const FtmEntity& entity, std::vector<DetailDraft>& details) {
  for (const PropertyKind& known : kProperties) {
    for (const std::string& value : entity.values(known.property)) {
      details.push_back({std::string(known.kind), value, "", "", ""});
    }
  }
}

// "" for what is no entry of a list.
std::string_view entry_kind(std::string_view schema) {
  if (schema == "Person") return "person";
  if (schema == "Vessel") return "vessel";
  if (schema == "Airplane") return "aircraft";
  constexpr std::array<std::string_view, 5> kOrganizations = {"Company", "Organization",
                                                              "LegalEntity", "PublicBody", "Asset"};
  return std::ranges::find(kOrganizations, schema) == kOrganizations.end() ? std::string_view()
                                                                           : "organization";
}

class Reader {
 public:
  explicit Reader(ListWriter& writer) : writer_(writer) {}

  // Calls `visit` with each entity of a line and its line; lines that are none are told once, in
  // the first pass.
  template <class Visit>
  Expected<> each_entity(const OpenSource& open, bool is_first, Visit&& visit) {
    TRY_ASSIGN(auto source, open());
    LineReader lines(std::move(source));
    Line line;
    FtmEntity entity;
    while (true) {
      TRY_ASSIGN(const bool found, lines.next(line));
      if (!found) return {};
      if (trim_spaces(line.text).empty()) continue;
      if (is_first) writer_.count_row();
      const std::string bad =
          line.too_long ? "line longer than allowed" : parser_.parse(line.text, entity);
      if (bad.empty()) {
        TRY(visit(entity, line.number));
      } else if (is_first) {
        TRY(writer_.reject(line.number, "", line.text, bad));
      }
    }
  }

  Expected<> keep(const FtmEntity& entity) {
    for (const FtmEntity& nested : entity.nested) TRY(keep(nested));
    const std::string_view schema = entity.schema;
    const auto link = std::ranges::find(kLinks, schema, &LinkSchema::schema);
    if (schema == "Address") {
      around_.addresses.insert_or_assign(entity.id, read_address(entity));
    } else if (schema == "Sanction") {
      for (const std::string& holder : entity.values("entity")) {
        around_.sanctions[holder].push_back(read_sanction(entity));
      }
    } else if (schema == "Identification" || schema == "Passport") {
      const bool passport =
          schema == "Passport" || upper(entity.first("type")).find("PASSPORT") != std::string::npos;
      for (const std::string& holder : entity.values("holder")) {
        for (const char* property : {"number", "passportNumber"}) {
          for (const std::string& number : entity.values(property)) {
            around_.details[holder].push_back({passport ? "passport" : "identifier", number, "",
                                               upper(entity.first("country")), ""});
          }
        }
      }
    } else if (schema == "CryptoWallet" || schema == "BankAccount") {
      for (const std::string& holder : entity.values("holder"))
        add_properties(entity, around_.details[holder]);
    } else if (schema == "UserAccount") {
      for (const std::string& owner : entity.values("owner")) {
        for (const std::string& email : entity.values("email")) {
          around_.details[owner].push_back({"email", email, "", "", ""});
        }
        for (const std::string& username : entity.values("username")) {
          around_.details[owner].push_back({"identifier", username, "", "", ""});
        }
      }
    } else if (link != std::end(kLinks)) {
      for (const std::string& source : entity.values(link->source)) {
        for (const std::string& target : entity.values(link->target))
          around_.links.emplace_back(source, target);
      }
    } else {
      return {};
    }
    if (++around_.kept > kKeptMax) {
      return fail(ErrorCode::unsupported,
                  "more than 4,000,000 sanctions, papers, addresses and links in one list; split "
                  "the file by dataset and ingest the parts under one list name");
    }
    return {};
  }

  void find_link_ends() {
    for (const auto& [source, target] : around_.links) {
      names_.try_emplace(source);
      names_.try_emplace(target);
    }
  }

  Expected<> write(const FtmEntity& entity, std::uint64_t line) {
    const std::string_view kind = entry_kind(entity.schema);
    // A wallet that is listed itself, without a holder.
    const bool lone_wallet = entity.schema == "CryptoWallet" && entity.values("holder").empty();
    if (kind.empty() && !lone_wallet) return {};
    EntryDraft draft;
    draft.entry_id = entity.id;
    draft.kind = lone_wallet ? "other" : kind;
    draft.line = line;
    set_name(entity, draft);
    if (draft.name.empty()) return writer_.reject(line, "name", "", "an entity without a name");
    const auto end = names_.find(entity.id);
    if (end != names_.end()) end->second = {draft.name, records::Moment::unknown(), 0, false};
    if (entity.is_target == false) return {};
    add_properties(entity, draft.details);
    for (const std::string& id : entity.values("addressEntity")) {
      const auto found = around_.addresses.find(id);
      if (found != around_.addresses.end()) draft.details.push_back(found->second);
    }
    if (const auto found = around_.details.find(entity.id); found != around_.details.end()) {
      draft.details.insert(draft.details.end(), found->second.begin(), found->second.end());
    }
    for (const std::string& birth : entity.values("birthDate"))
      append_part(draft.birth_date, birth, ";");
    set_country(entity, draft);
    set_validity(entity, draft);
    if (end != names_.end()) end->second = {draft.name, draft.valid_from, line, true};
    return writer_.write(draft);
  }

  Expected<> write_links() {
    for (const auto& [source, target] : around_.links) {
      TRY(write_link(source, target));
      TRY(write_link(target, source));
    }
    return {};
  }

 private:
  struct LinkEnd {
    std::string name;
    records::Moment valid_from;
    std::uint64_t line = 0;
    bool is_entry = false;
  };

  static void set_name(const FtmEntity& entity, EntryDraft& draft) {
    draft.name = entity.first("name");
    if (draft.name.empty()) draft.name = entity.caption;
    if (draft.name.empty()) {
      for (const char* part : {"firstName", "secondName", "middleName", "fatherName", "lastName"}) {
        append_part(draft.name, entity.first(part), " ");
      }
    }
    if (draft.name.empty()) draft.name = entity.first("publicKey");
    for (const std::string& name : entity.values("name")) {
      if (name != draft.name) draft.details.push_back({"alias", name, "", "", ""});
    }
  }

  // Of a person where the address is; what else a file says of a person's country may be the
  // nationality.
  static void set_country(const FtmEntity& entity, EntryDraft& draft) {
    if (draft.kind != "person") {
      for (const char* property : {"jurisdiction", "mainCountry", "flag", "country"}) {
        if (draft.country.empty()) draft.country = upper(entity.first(property));
      }
    }
    for (const DetailDraft& detail : draft.details) {
      if (draft.country.empty() && detail.kind == "address") draft.country = detail.country;
    }
  }

  void set_validity(const FtmEntity& entity, EntryDraft& draft) {
    draft.program = entity.first("program");
    if (draft.program.empty()) draft.program = entity.first("programId");
    const auto found = around_.sanctions.find(entity.id);
    if (found == around_.sanctions.end()) return;
    bool open = false;
    for (const Sanction& sanction : found->second) {
      if (sanction.from.is_known() &&
          (!draft.valid_from.is_known() || sanction.from < draft.valid_from)) {
        draft.valid_from = sanction.from;
      }
      open = open || !sanction.to.is_known();
      draft.valid_to = std::max(draft.valid_to, sanction.to);  // unknown is before everything
      if (draft.program.empty()) draft.program = sanction.program;
      if (draft.reason.empty()) draft.reason = sanction.reason;
    }
    if (open) draft.valid_to = records::Moment::unknown();
  }

  Expected<> write_link(const std::string& from, const std::string& to) {
    const LinkEnd& here = names_.at(from);
    const LinkEnd& there = names_.at(to);
    if (!here.is_entry || there.name.empty()) return {};
    return writer_.write(from, {"linked_to", there.name, "", "", ""}, here.valid_from, here.line);
  }

  ListWriter& writer_;
  FtmParser parser_;
  Surroundings around_;
  std::unordered_map<std::string, LinkEnd> names_;
};

}  // namespace

Expected<> read_ftm_list(const OpenSource& open, ListWriter& writer) {
  Reader reader(writer);
  TRY(reader.each_entity(
      open, true, [&](const FtmEntity& entity, std::uint64_t) { return reader.keep(entity); }));
  reader.find_link_ends();
  TRY(reader.each_entity(open, false, [&](const FtmEntity& entity, std::uint64_t line) {
    return reader.write(entity, line);
  }));
  return reader.write_links();
}

}  // namespace chokepoint::ingest
