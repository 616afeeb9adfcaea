// The published patterns that are planted, and what innocent trade looks like them.
#pragma once

#include <cstdint>
#include <string_view>

namespace chokepoint::world {

enum class Typology : std::uint8_t {
  none,
  shared_contact,
  one_address,
  split_under_limit,
  new_account,
  listed_without_paper,
  near_listed_party,
  payment_before_parcel,
  reborn_seller,
  inbound_onward,
  vague_text,
  shared_internet_address,
  shared_wallet,
  structured_payments,
  fictitious_consignee,
  odd_route,
  account_conflict,
  regime_switch,
  count
};

struct TypologyFacts {
  std::string_view name;
  std::string_view published_as;    // the rows of typologies.md it stands for
  std::string_view innocent_cause;  // what its look-alikes are
};

const TypologyFacts& facts_of(Typology typology);

inline constexpr int kTypologies = static_cast<int>(Typology::count) - 1;

}  // namespace chokepoint::world
