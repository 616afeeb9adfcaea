#include "ingest/code_tables.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>
#include <utility>

#include "base/data_files.h"
#include "records/unknown.h"

namespace chokepoint::ingest {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
char to_upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}

// Letters alone, small, so that "Korea, Republic of" and "KOREA REPUBLIC OF" are one. Other scripts
// stay.
std::string fold_name(std::string_view name) {
  std::string folded;
  for (const char c : name) {
    if (is_letter(c) || (static_cast<unsigned char>(c) & 0x80) != 0) folded += to_lower(c);
  }
  return folded;
}

std::size_t index_of(char first, char second) {
  return static_cast<std::size_t>(to_upper(first) - 'A') * 26 +
         static_cast<std::size_t>(to_upper(second) - 'A');
}

std::vector<std::string_view> split(std::string_view text, char delimiter) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(delimiter);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

// Calls `visit` with the fields of each line that is neither comment nor header.
template <class Visit>
Expected<> read_table(const char* name, char delimiter, std::size_t fields, Visit&& visit) {
  TRY_ASSIGN(const std::string text, base::read_data_file(name));
  std::size_t number = 0;
  bool header_seen = false;
  for (const std::string_view line : split(text, '\n')) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    if (!std::exchange(header_seen, true)) continue;
    const auto parts = split(line, delimiter);
    if (parts.size() != fields || !visit(parts)) {
      return fail(ErrorCode::format, fmt::format("data/{}: line {} is not as its header says: {}",
                                                 name, number, line));
    }
  }
  return {};
}

}  // namespace

Expected<CodeTables> CodeTables::load() {
  CodeTables tables;
  TRY(tables.load_countries());
  TRY(tables.load_currencies());
  TRY(tables.load_rates());
  return tables;
}

Expected<> CodeTables::load_countries() {
  return read_table("countries.tsv", '\t', 4, [&](const std::vector<std::string_view>& parts) {
    if (parts[0].size() != 2 || parts[1].size() != 3 || parts[2].empty()) return false;
    const std::size_t index = index_of(parts[0][0], parts[0][1]);
    if (index >= alpha2_.size()) return false;
    alpha2_[index] = {parts[0][0], parts[0][1]};
    country_names_[fold_name(parts[1])] = static_cast<std::uint16_t>(index);
    country_names_[fold_name(parts[2])] = static_cast<std::uint16_t>(index);
    for (const std::string_view other : split(parts[3], ';')) {
      if (other.size() == 2) {
        alpha2_[index_of(other[0], other[1])] = alpha2_[index];
      } else if (!other.empty()) {
        country_names_[fold_name(other)] = static_cast<std::uint16_t>(index);
      }
    }
    return true;
  });
}

Expected<> CodeTables::load_currencies() {
  return read_table("currencies.tsv", '\t', 3, [&](const std::vector<std::string_view>& parts) {
    if (parts[0].size() < 3) return false;
    currencies_[std::string(parts[0])] = parts[0];
    for (const std::string_view other : split(parts[2], ';')) {
      if (!other.empty()) currencies_[std::string(other)] = parts[0];
    }
    return true;
  });
}

Expected<> CodeTables::load_rates() {
  return read_table("currency_usd.csv", ',', 3, [&](const std::vector<std::string_view>& parts) {
    Rate rate{};
    const auto year =
        std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), rate.year);
    const auto usd = std::from_chars(parts[2].data(), parts[2].data() + parts[2].size(), rate.usd);
    if (year.ec != std::errc() || usd.ec != std::errc() || !(rate.usd > 0)) return false;
    rates_[std::string(parts[0])].push_back(rate);
    return find_currency(parts[0]) == parts[0];
  });
}

records::Text CodeTables::find_country(records::Text text) const {
  if (text.size() == 2 && is_letter(text[0]) && is_letter(text[1])) {
    const auto& code = alpha2_[index_of(text[0], text[1])];
    return code[0] == '\0' ? records::Text() : records::Text(code.data(), 2);
  }
  if (text.size() < 3) return {};
  const auto found = country_names_.find(fold_name(text));
  if (found == country_names_.end()) return {};
  return {alpha2_[found->second].data(), 2};
}

records::Text CodeTables::find_currency(records::Text text) const {
  if (text.empty() || text.size() > 8) return {};
  std::array<char, 8> upper{};
  for (std::size_t i = 0; i < text.size(); ++i) upper[i] = to_upper(text[i]);
  const auto found = currencies_.find(std::string_view(upper.data(), text.size()));
  return found == currencies_.end() ? records::Text() : records::Text(found->second);
}

double CodeTables::usd_per_unit(records::Text currency, records::Moment when) const {
  if (currency == "USD") return 1;
  const auto found = rates_.find(currency);
  if (found == rates_.end()) return records::kUnknown;
  if (!when.is_known()) return found->second.back().usd;
  const std::chrono::sys_days day{std::chrono::days(when.day().days)};
  const int year = static_cast<int>(std::chrono::year_month_day(day).year());
  const Rate* best = nullptr;
  for (const Rate& rate : found->second) {
    if (best == nullptr || std::abs(rate.year - year) < std::abs(best->year - year)) best = &rate;
  }
  return best->usd;
}

}  // namespace chokepoint::ingest
