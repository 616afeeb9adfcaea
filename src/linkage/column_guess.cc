#include "linkage/column_guess.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "linkage/value_forms.h"

namespace chokepoint::linkage {
namespace {

struct KnownName {
  std::string_view name;
  Kind kind;
};

// Folded column names as registers, surveys and exports write them, in several languages.
constexpr std::array kKnownNames = {
    KnownName{"givenname", Kind::given_name},
    KnownName{"givennames", Kind::given_name},
    KnownName{"given", Kind::given_name},
    KnownName{"firstname", Kind::given_name},
    KnownName{"first", Kind::given_name},
    KnownName{"fname", Kind::given_name},
    KnownName{"fnamec1", Kind::given_name},
    KnownName{"fnamec2", Kind::middle_name},
    KnownName{"forename", Kind::given_name},
    KnownName{"forenames", Kind::given_name},
    KnownName{"forename1", Kind::given_name},
    KnownName{"forename2", Kind::middle_name},
    KnownName{"vorname", Kind::given_name},
    KnownName{"prenom", Kind::given_name},
    KnownName{"nombre", Kind::given_name},
    KnownName{"nombres", Kind::given_name},
    KnownName{"prenome", Kind::given_name},
    KnownName{"middlename", Kind::middle_name},
    KnownName{"middle", Kind::middle_name},
    KnownName{"midlname", Kind::middle_name},
    KnownName{"mname", Kind::middle_name},
    KnownName{"middleinitial", Kind::middle_name},
    KnownName{"secondname", Kind::middle_name},
    KnownName{"surname", Kind::surname},
    KnownName{"surnames", Kind::surname},
    KnownName{"lastname", Kind::surname},
    KnownName{"last", Kind::surname},
    KnownName{"lname", Kind::surname},
    KnownName{"lnamec1", Kind::surname},
    KnownName{"familyname", Kind::surname},
    KnownName{"nachname", Kind::surname},
    KnownName{"apellido", Kind::surname},
    KnownName{"apellidos", Kind::surname},
    KnownName{"sobrenome", Kind::surname},
    KnownName{"nomdefamille", Kind::surname},
    KnownName{"cognome", Kind::surname},
    KnownName{"fullname", Kind::full_name},
    KnownName{"personname", Kind::full_name},
    KnownName{"candidatename", Kind::full_name},
    KnownName{"votername", Kind::full_name},
    KnownName{"nomecompleto", Kind::full_name},
    KnownName{"nomecandidato", Kind::full_name},
    KnownName{"nmcandidato", Kind::full_name},
    KnownName{"nombrecompleto", Kind::full_name},
    KnownName{"nomcomplet", Kind::full_name},
    KnownName{"firstandsurname", Kind::full_name},
    KnownName{"firstandlastname", Kind::full_name},
    KnownName{"nameandsurname", Kind::full_name},
    KnownName{"fulladdress", Kind::full_address},
    KnownName{"fulladdr", Kind::full_address},
    KnownName{"wholeaddress", Kind::full_address},
    KnownName{"addresstext", Kind::full_address},
    KnownName{"addrline1", Kind::street},
    KnownName{"addrline2", Kind::address_line},
    KnownName{"organisation", Kind::organisation_name},
    KnownName{"organization", Kind::organisation_name},
    KnownName{"organisationname", Kind::organisation_name},
    KnownName{"organizationname", Kind::organisation_name},
    KnownName{"orgname", Kind::organisation_name},
    KnownName{"company", Kind::organisation_name},
    KnownName{"companyname", Kind::organisation_name},
    KnownName{"business", Kind::organisation_name},
    KnownName{"businessname", Kind::organisation_name},
    KnownName{"firm", Kind::organisation_name},
    KnownName{"firmname", Kind::organisation_name},
    KnownName{"institution", Kind::organisation_name},
    KnownName{"institute", Kind::organisation_name},
    KnownName{"employername", Kind::organisation_name},
    KnownName{"legalname", Kind::organisation_name},
    KnownName{"tradename", Kind::organisation_name},
    KnownName{"razonsocial", Kind::organisation_name},
    KnownName{"razaosocial", Kind::organisation_name},
    KnownName{"papertitle", Kind::title},
    KnownName{"articletitle", Kind::title},
    KnownName{"booktitle", Kind::venue},
    KnownName{"author", Kind::authors},
    KnownName{"authors", Kind::authors},
    KnownName{"authorlist", Kind::authors},
    KnownName{"creator", Kind::authors},
    KnownName{"artist", Kind::authors},
    KnownName{"venue", Kind::venue},
    KnownName{"journal", Kind::venue},
    KnownName{"conference", Kind::venue},
    KnownName{"publisher", Kind::venue},
    KnownName{"publication", Kind::venue},
    KnownName{"album", Kind::venue},
    KnownName{"year", Kind::year},
    KnownName{"publicationyear", Kind::year},
    KnownName{"pubyear", Kind::year},
    KnownName{"yearpublished", Kind::year},
    KnownName{"dob", Kind::birth_date},
    KnownName{"birthdate", Kind::birth_date},
    KnownName{"birthday", Kind::birth_date},
    KnownName{"dateofbirth", Kind::birth_date},
    KnownName{"bdate", Kind::birth_date},
    KnownName{"born", Kind::birth_date},
    KnownName{"geburtsdatum", Kind::birth_date},
    KnownName{"datedenaissance", Kind::birth_date},
    KnownName{"datanascimento", Kind::birth_date},
    KnownName{"dtnascimento", Kind::birth_date},
    KnownName{"datadenascimento", Kind::birth_date},
    KnownName{"fechanacimiento", Kind::birth_date},
    KnownName{"fechadenacimiento", Kind::birth_date},
    KnownName{"birthyear", Kind::birth_year},
    KnownName{"yearofbirth", Kind::birth_year},
    KnownName{"byear", Kind::birth_year},
    KnownName{"yob", Kind::birth_year},
    KnownName{"by", Kind::birth_year},
    KnownName{"birthmonth", Kind::birth_month},
    KnownName{"monthofbirth", Kind::birth_month},
    KnownName{"bmonth", Kind::birth_month},
    KnownName{"mob", Kind::birth_month},
    KnownName{"bm", Kind::birth_month},
    KnownName{"birthdayofmonth", Kind::birth_day},
    KnownName{"dayofbirth", Kind::birth_day},
    KnownName{"bday", Kind::birth_day},
    KnownName{"bd", Kind::birth_day},
    KnownName{"street", Kind::street},
    KnownName{"streetname", Kind::street},
    KnownName{"streetaddress", Kind::street},
    KnownName{"address", Kind::street},
    KnownName{"address1", Kind::street},
    KnownName{"addressline1", Kind::street},
    KnownName{"addr", Kind::street},
    KnownName{"addr1", Kind::street},
    KnownName{"strasse", Kind::street},
    KnownName{"rue", Kind::street},
    KnownName{"calle", Kind::street},
    KnownName{"rua", Kind::street},
    KnownName{"endereco", Kind::street},
    KnownName{"direccion", Kind::street},
    KnownName{"resstreetaddress", Kind::street},
    KnownName{"residentialaddress1", Kind::street},
    KnownName{"address2", Kind::address_line},
    KnownName{"addressline2", Kind::address_line},
    KnownName{"addr2", Kind::address_line},
    KnownName{"locality", Kind::address_line},
    KnownName{"neighbourhood", Kind::address_line},
    KnownName{"neighborhood", Kind::address_line},
    KnownName{"bairro", Kind::address_line},
    KnownName{"housenumber", Kind::house_number},
    KnownName{"houseno", Kind::house_number},
    KnownName{"streetnumber", Kind::house_number},
    KnownName{"streetno", Kind::house_number},
    KnownName{"hausnummer", Kind::house_number},
    KnownName{"housenum", Kind::house_number},
    KnownName{"city", Kind::city},
    KnownName{"town", Kind::city},
    KnownName{"suburb", Kind::city},
    KnownName{"municipality", Kind::city},
    KnownName{"place", Kind::city},
    KnownName{"ort", Kind::city},
    KnownName{"stadt", Kind::city},
    KnownName{"ville", Kind::city},
    KnownName{"ciudad", Kind::city},
    KnownName{"cidade", Kind::city},
    KnownName{"municipio", Kind::city},
    KnownName{"birthplace", Kind::city},
    KnownName{"placeofbirth", Kind::city},
    KnownName{"rescitydesc", Kind::city},
    KnownName{"postcode", Kind::postcode},
    KnownName{"postalcode", Kind::postcode},
    KnownName{"postcodefake", Kind::postcode},
    KnownName{"zip", Kind::postcode},
    KnownName{"zipcode", Kind::postcode},
    KnownName{"plz", Kind::postcode},
    KnownName{"cep", Kind::postcode},
    KnownName{"codepostal", Kind::postcode},
    KnownName{"codigopostal", Kind::postcode},
    KnownName{"state", Kind::state},
    KnownName{"province", Kind::state},
    KnownName{"region", Kind::state},
    KnownName{"county", Kind::state},
    KnownName{"department", Kind::state},
    KnownName{"uf", Kind::state},
    KnownName{"estado", Kind::state},
    KnownName{"provincia", Kind::state},
    KnownName{"bundesland", Kind::state},
    KnownName{"country", Kind::country},
    KnownName{"countrycode", Kind::country},
    KnownName{"land", Kind::country},
    KnownName{"pays", Kind::country},
    KnownName{"pais", Kind::country},
    KnownName{"email", Kind::email},
    KnownName{"emailaddress", Kind::email},
    KnownName{"mail", Kind::email},
    KnownName{"phone", Kind::phone},
    KnownName{"phonenumber", Kind::phone},
    KnownName{"phoneno", Kind::phone},
    KnownName{"telephone", Kind::phone},
    KnownName{"telephonenumber", Kind::phone},
    KnownName{"tel", Kind::phone},
    KnownName{"mobile", Kind::phone},
    KnownName{"mobilephone", Kind::phone},
    KnownName{"telefon", Kind::phone},
    KnownName{"telefone", Kind::phone},
    KnownName{"telefono", Kind::phone},
    KnownName{"account", Kind::account},
    KnownName{"accountnumber", Kind::account},
    KnownName{"bankaccount", Kind::account},
    KnownName{"iban", Kind::account},
    KnownName{"wallet", Kind::account},
    KnownName{"walletaddress", Kind::account},
    KnownName{"handle", Kind::account},
    KnownName{"ssn", Kind::national_id},
    KnownName{"socsecid", Kind::national_id},
    KnownName{"socialsecuritynumber", Kind::national_id},
    KnownName{"nationalid", Kind::national_id},
    KnownName{"nationalidnumber", Kind::national_id},
    KnownName{"nationalinsurancenumber", Kind::national_id},
    KnownName{"nino", Kind::national_id},
    KnownName{"idnumber", Kind::national_id},
    KnownName{"taxid", Kind::national_id},
    KnownName{"taxnumber", Kind::national_id},
    KnownName{"vat", Kind::national_id},
    KnownName{"vatnumber", Kind::national_id},
    KnownName{"registrationnumber", Kind::national_id},
    KnownName{"registernumber", Kind::national_id},
    KnownName{"companynumber", Kind::national_id},
    KnownName{"passport", Kind::national_id},
    KnownName{"passportnumber", Kind::national_id},
    KnownName{"lei", Kind::national_id},
    KnownName{"ein", Kind::national_id},
    KnownName{"duns", Kind::national_id},
    KnownName{"cpf", Kind::national_id},
    KnownName{"nrcpfcandidato", Kind::national_id},
    KnownName{"cnpj", Kind::national_id},
    KnownName{"rfc", Kind::national_id},
    KnownName{"curp", Kind::national_id},
    KnownName{"nif", Kind::national_id},
    KnownName{"dni", Kind::national_id},
};

constexpr std::array<std::string_view, 4> kRecordIds = {"uniqueid", "recordid", "recid", "id"};

double share(const ColumnSample& column, bool (*holds)(std::string_view)) {
  if (column.values.empty()) return 0;
  return static_cast<double>(std::ranges::count_if(column.values, holds)) /
         static_cast<double>(column.values.size());
}

bool is_email(std::string_view value) {
  const std::size_t at = value.find('@');
  return at != std::string_view::npos && at > 0 && at + 3 < value.size();
}

bool is_date(std::string_view value) {
  return read_date(value, DayOrder::unknown).year != 0;
}

bool is_year(std::string_view value) {
  const Date date = read_date(value, DayOrder::unknown);
  return date.year != 0 && date.month == 0;
}

bool has_letters(std::string_view value) {
  return std::ranges::any_of(value, [](unsigned char c) { return std::isalpha(c) || c >= 0x80; });
}

bool has_digits(std::string_view value) {
  return std::ranges::any_of(value, [](unsigned char c) { return std::isdigit(c); });
}

bool has_four_words(std::string_view value) {
  return std::ranges::count(value, ' ') >= 3;
}

bool has_legal_form(std::string_view value) {
  return names_an_organisation(value);
}

// Words of column names that say what a thing belongs to, or of which type it is, and not what it
// is: "customer_city", "NM_MUNICIPIO".
constexpr std::array<std::string_view, 24> kFillers = {
    "addr",   "address",  "nm",      "nr",   "dt",        "sg",        "ds",     "primary",
    "home",   "current",  "mailing", "main", "person",    "candidate", "client", "customer",
    "holder", "supplier", "vendor",  "res",  "candidato", "eleitor",   "owner",  "residential"};

std::vector<std::string> words_of(std::string_view column) {
  std::vector<std::string> words(1);
  for (const char c : column) {
    const bool inside = std::isalnum(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0;
    if (inside) {
      words.back().push_back(c);
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  for (std::string& word : words) word = fold_name(word);
  std::erase(words, "");
  return words;
}

const KnownName* find_known(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) joined += word;
  const auto known = std::ranges::find(kKnownNames, joined, &KnownName::name);
  return known == kKnownNames.end() ? nullptr : &*known;
}

// "name_full" is full_name, "addr_city" a city; null: unknown.
const KnownName* find_known(std::string_view column) {
  std::vector<std::string> words = words_of(column);
  for (const bool fewer : {false, true}) {
    if (fewer) {
      std::erase_if(words, [](const std::string& word) {
        return std::ranges::find(kFillers, word) != kFillers.end();
      });
    }
    if (const KnownName* known = find_known(words)) return known;
    std::ranges::reverse(words);
    if (const KnownName* known = find_known(words)) return known;
    std::ranges::reverse(words);
  }
  return nullptr;
}

// An address in one text has a number and at least three words more.
bool is_whole_address(std::string_view value) {
  return has_digits(value) && has_four_words(value);
}

bool names_a_town(const std::string& folded) {
  const auto known = std::ranges::find(kKnownNames, folded, &KnownName::name);
  return known != kKnownNames.end() && known->kind == Kind::city;
}

// Where the name leaves it open.
ColumnGuess guess_by_values(const ColumnSample& column, std::string_view folded,
                            bool beside_authors) {
  if (folded == "name" || folded == "nome" || folded == "nom" || folded == "names") {
    if (!column.values.empty() && share(column, has_letters) < 0.5)
      return {Kind::ignored, "a name without letters"};
    return share(column, has_legal_form) > 0.1
               ? ColumnGuess{Kind::organisation_name, "by its name and legal forms in its values"}
               : ColumnGuess{Kind::full_name, "by its name"};
  }
  if (folded == "title") {
    return beside_authors || share(column, has_four_words) > 0.3
               ? ColumnGuess{Kind::title, "by its name and its values"}
               : ColumnGuess{Kind::ignored, "a form of address"};
  }
  if (share(column, is_email) > 0.6) return {Kind::email, "its values are e-mail addresses"};
  if (folded.find("birth") != std::string_view::npos && share(column, is_date) > 0.6)
    return {Kind::birth_date, "by its name and its dates"};
  return {Kind::ignored, "not understood"};
}

// What the values forbid.
bool contradicts(const ColumnSample& column, Kind kind) {
  if (column.values.empty()) return false;
  switch (kind) {
    case Kind::birth_date: return share(column, is_date) < 0.5;
    case Kind::year:
    case Kind::birth_year: return share(column, is_year) < 0.5;
    case Kind::email: return share(column, is_email) < 0.3;
    case Kind::phone:
    case Kind::national_id: return share(column, has_digits) < 0.3;
    case Kind::given_name:
    case Kind::surname:
    case Kind::full_name:
    case Kind::organisation_name: return share(column, has_letters) < 0.3;
    default: return false;
  }
}

}  // namespace

std::vector<ColumnGuess> guess_columns(std::span<const ColumnSample> columns) {
  std::vector<ColumnGuess> guesses(columns.size());
  std::vector<std::string> folded;
  for (const ColumnSample& column : columns) folded.push_back(fold_name(column.name));
  const bool beside_authors = std::ranges::any_of(
      folded, [](const std::string& name) { return name.starts_with("author"); });
  std::size_t record_id = columns.size();
  for (const std::string_view wanted : kRecordIds) {
    const auto found = std::ranges::find(folded, wanted);
    if (found == folded.end()) continue;
    record_id = static_cast<std::size_t>(found - folded.begin());
    break;
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i == record_id) {
      guesses[i] = {Kind::record_id, "by its name"};
      continue;
    }
    const KnownName* known = find_known(columns[i].name);
    guesses[i] = known != nullptr ? ColumnGuess{known->kind, "by its name"}
                                  : guess_by_values(columns[i], folded[i], beside_authors);
    if (guesses[i].kind == Kind::street && share(columns[i], is_whole_address) > 0.6 &&
        std::ranges::none_of(folded, names_a_town))
      guesses[i] = {Kind::full_address, "by its name and its values"};
    if (guesses[i].kind != Kind::ignored && contradicts(columns[i], guesses[i].kind)) {
      guesses[i] = {Kind::ignored,
                    fmt::format("called {}, but its values are none", name(guesses[i].kind))};
    }
  }
  return guesses;
}

}  // namespace chokepoint::linkage
