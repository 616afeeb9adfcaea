// A page with named holes, so that the page itself is a text file that anybody can change.
//
//   {{name}}                    the text, escaped for HTML (and for attributes in double quotes)
//   {{{name}}}                  the text as it is: drawings and the style sheet
//   {{#name}} ... {{/name}}     once for each part of that name, whose own names come before those
//   around it
//   {{^name}} ... {{/name}}     only where there is no such part
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "chokepoint/error.h"

namespace chokepoint::cli {

// What fills the holes. A part that a page names must be declared, be it empty, so that a misspelt
// hole is found out.
class Parts {
 public:
  Parts& set(std::string name, std::string text);
  // Declares a list of parts; adds one where given.
  Parts& declare(std::string name);
  Parts& add(const std::string& name, Parts part);
  // Declares; one empty part where the claim holds.
  Parts& set_claim(std::string name, bool claim);

  const std::string* text(std::string_view name) const;
  const std::vector<Parts>* parts(std::string_view name) const;

 private:
  std::map<std::string, std::string, std::less<>> texts_;
  std::map<std::string, std::vector<Parts>, std::less<>> lists_;
};

// Errors: format, with the line, for a section that is not closed or a name that nobody declared.
Expected<std::string> fill_template(std::string_view page, const Parts& parts);

// & < > " ' as entities; control letters and marks that turn the direction of text as U+FFFD.
std::string escape_html(std::string_view text);

}  // namespace chokepoint::cli
