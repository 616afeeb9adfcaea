#include "goods/catalogue.h"

#include <algorithm>
#include <cctype>

namespace chokepoint::goods {

std::uint16_t Catalogue::thing_by_id(std::string_view id) const {
  for (std::size_t i = 0; i < things_.size(); ++i) {
    if (things_[i].id == id) return static_cast<std::uint16_t>(i);
  }
  return kNone;
}

std::uint16_t Catalogue::thing_by_cas(std::uint64_t digits) const {
  const auto found = std::lower_bound(by_cas_.begin(), by_cas_.end(),
                                      std::pair<std::uint64_t, std::uint16_t>{digits, 0});
  return found != by_cas_.end() && found->first == digits ? found->second : kNone;
}

std::uint16_t Catalogue::thing_by_inchi_key(std::string_view key) const {
  if (key.size() < 14) return kNone;
  for (std::size_t i = 0; i < things_.size(); ++i) {
    if (std::string_view(things_[i].inchi_key).substr(0, 14) == key.substr(0, 14))
      return static_cast<std::uint16_t>(i);
  }
  return kNone;
}

std::vector<const TariffEntry*> Catalogue::tariff_entries(std::string_view hs_code) const {
  std::vector<const TariffEntry*> entries;
  if (hs_code.size() < 6) return entries;
  for (const TariffEntry& entry : tariff_) {
    if (hs_code.substr(0, 6) == entry.code) entries.push_back(&entry);
  }
  return entries;
}

bool Catalogue::is_tariff_heading_of_interest(std::string_view hs_code) const {
  if (hs_code.size() < 6) return false;
  const std::string_view code = hs_code.substr(0, 6);
  return std::ranges::any_of(tariff_, [&](const TariffEntry& entry) { return entry.code == code; });
}

int Catalogue::hs_edition_on(Day day) const {
  int edition = 0;
  for (const auto& [year, from] : hs_editions_) {
    if (day >= from) edition = year;
  }
  return edition;
}

std::string_view Catalogue::country(std::string_view text) const {
  std::string code;
  for (const char character : text) {
    if (character == ' ') continue;
    code += static_cast<char>(std::toupper(static_cast<unsigned char>(character)));
    if (code.size() > 3) return {};
  }
  const auto found = std::ranges::lower_bound(countries_, code);
  if (found != countries_.end() && *found == code) return *found;
  const auto alias = country_aliases_.find(code);
  return alias == country_aliases_.end() ? std::string_view{} : std::string_view(alias->second);
}

std::string_view Catalogue::regime_of(std::string_view alpha_2) const {
  const auto found = regime_by_country_.find(std::string(alpha_2));
  return found == regime_by_country_.end() ? std::string_view{} : std::string_view(found->second);
}

}  // namespace chokepoint::goods
