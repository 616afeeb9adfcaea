// Is it regulated, where, since when, and which paper is missing: the desk of a seller or carrier,
// before shipment, by the same rules as the border. Needs no case file.
//
// Answers are facts of data/regimes/ and say their source and whether it was read. "unknown" is an
// answer: a day before the catalogue begins, a country that is none, a CAS number whose check digit
// fails, a structure that cannot be read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "chokepoint/error.h"

namespace chokepoint {

// Every field as written; empty: not stated.
struct GoodsQuery {
  std::string id = {};    // handed back, when there is one
  std::string text = {};  // description, any language
  std::string cas = {};
  std::string hs = {};         // digits, dots and blanks allowed
  std::string structure = {};  // SMILES, InChI or InChIKey
  std::string origin = {};     // ISO 3166; without both countries every regime is shown
  std::string destination = {};
  std::string transit = {};  // ; between several
  std::string date = {};     // the day of shipment; empty: the latest day of the catalogue. A host
                             // puts today here
  std::string mass_kg = {};
  std::string role = {};  // exporter, importer, transit, seller, carrier, ..: whose papers; empty:
                          // of both sides
  std::string papers = {};  // held, ; between: country:kind:quantity_kg:valid_from:valid_to:cas,
                            // parts may be left out
};

// Thread-safe: any number of threads may ask. Opening reads the catalogue (some 10 ms, 2 MiB).
class GoodsDesk {
 public:
  static Expected<GoodsDesk> open();
  GoodsDesk(GoodsDesk&&) noexcept;
  GoodsDesk& operator=(GoodsDesk&&) noexcept;
  ~GoodsDesk();

  // {"findings":[..],"verdict":"controlled|watched|clear|unknown",..} as in the reference. Never
  // fails: what cannot be answered is an answer.
  std::string check_json(const GoodsQuery& query) const;

 private:
  struct State;
  explicit GoodsDesk(std::unique_ptr<const State> state);
  std::unique_ptr<const State> state_;
};

// One question. Errors: format (data/regimes/ is broken).
Expected<std::string> check_goods_json(const GoodsQuery& query);

struct GoodsFileOptions {
  std::string date = {};  // for rows without one; as in GoodsQuery
  int threads = 2;        // never changes a result
  std::function<void(std::string_view what, std::uint64_t done, std::uint64_t total)> progress;
};

struct GoodsFileReport {
  std::uint64_t rows = 0;      // answered
  std::uint64_t bad_rows = 0;  // could not be cut into fields; answered with verdict unknown and
                               // the reason
  std::uint64_t controlled = 0, watched = 0, clear = 0, unknown = 0;
};

// A CSV or TSV with a header, columns named as in GoodsQuery (at least one of text, cas, hs,
// structure). `write` gets one JSON object and a line end per row, in the order of the file, from
// the calling thread. Memory is a batch of rows. Errors: not_found, permission, format (no known
// column), io, and what `write` returns.
Expected<GoodsFileReport> check_goods_file(
    const std::filesystem::path& file, const GoodsFileOptions& options,
    const std::function<Expected<>(std::string_view lines)>& write);

}  // namespace chokepoint
