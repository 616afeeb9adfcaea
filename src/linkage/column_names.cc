#include "linkage/column_names.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace chokepoint::linkage {
namespace {

struct NamesOfKind {
  Kind kind;
  std::string_view names;  // folded, a space between two
};

constexpr std::array kNames = {
    NamesOfKind{Kind::given_name,
                "givenname givennames given firstname first fname fnamec1 forename forenames "
                "forename1 vorname prenom nombres prenome firstnames vornamen rufname prenoms "
                "primernombre nome1 voornaam voornamen fornamn imie givname christianname"},
    NamesOfKind{Kind::middle_name,
                "fnamec2 forename2 middlename middle midlname mname middleinitial secondname mi "
                "middlenames middleinitials segundonombre zweitername"},
    NamesOfKind{Kind::surname,
                "surname surnames lastname last lname lnamec1 familyname nachname apellido "
                "apellidos sobrenome nomdefamille cognome familienname zuname nomfamille "
                "primerapellido segundoapellido apellido1 apellido2 apellidopaterno "
                "apellidomaterno ultimonome achternaam efternamn nazwisko familynames lastnames"},
    NamesOfKind{Kind::full_name,
                "fullname personname candidatename votername nomecompleto nomecandidato "
                "nmcandidato nombrecompleto nomcomplet firstandsurname firstandlastname "
                "nameandsurname wholename completename namefull nomprenom prenomnom nometprenom "
                "vornamenachname nombreyapellidos nombreyapellido apellidosynombre "
                "apellidosynombres nomeecognome cognomeenome nomepessoa customername clientname "
                "patientname namevollstaendig vollername"},
    NamesOfKind{Kind::full_address, "fulladdress fulladdr wholeaddress addresstext"},
    NamesOfKind{Kind::street,
                "addrline1 street streetname streetaddress address address1 addressline1 addr "
                "addr1 strasse rue calle rua endereco direccion resstreetaddress "
                "residentialaddress1 street1 strassehausnummer strassenname adresse anschrift "
                "voie adresse1 domicilio direccion1 logradouro indirizzo via straat adres "
                "adresregel1 streetaddress1 mailingaddress1"},
    NamesOfKind{Kind::address_line,
                "addrline2 address2 addressline2 addr2 locality neighbourhood neighborhood "
                "bairro street2 adresse2 addresszusatz adresszusatz complement complemento "
                "direccion2 ortsteil stadtteil quartier colonia barrio streetaddress2 address3"},
    NamesOfKind{Kind::organisation_name,
                "organisation organization organisationname organizationname orgname company "
                "companyname business businessname firm firmname institution institute "
                "employername legalname tradename razonsocial razaosocial firma firmenname "
                "unternehmen unternehmensname societe entreprise raisonsociale denominazione "
                "ragionesociale empresa nombreempresa nomeempresa nomefantasia bedrijf "
                "bedrijfsnaam foretag organizacion organizacao entityname"},
    NamesOfKind{Kind::title, "papertitle articletitle"},
    NamesOfKind{Kind::venue, "booktitle venue journal conference publisher publication album"},
    NamesOfKind{Kind::authors, "author authors authorlist creator artist"},
    NamesOfKind{Kind::year, "year publicationyear pubyear yearpublished"},
    NamesOfKind{Kind::birth_date,
                "dob birthdate birthday dateofbirth bdate born geburtsdatum datedenaissance "
                "datanascimento dtnascimento datadenascimento fechanacimiento fechadenacimiento "
                "dateofbirthday birthdt birthdatetext geburtstag gebdat gebdatum datenaissance "
                "datnaiss ddn fechanac fechadenac datanasc dtnasc datadinascita datanascita "
                "geboortedatum fodelsedatum dataurodzenia"},
    NamesOfKind{Kind::birth_year,
                "birthyear yearofbirth byear yob by geburtsjahr anneenaissance anneedenaissance "
                "anonacimiento anodenacimiento anonascimento annonascita geboortejaar"},
    NamesOfKind{Kind::birth_month, "birthmonth monthofbirth bmonth mob bm"},
    NamesOfKind{Kind::birth_day, "birthdayofmonth dayofbirth bday bd"},
    NamesOfKind{Kind::house_number,
                "housenumber houseno streetnumber streetno hausnummer housenum hausnr hnr "
                "huisnummer numerodacasa numerovoie numerocivico streetnum housenumbers"},
    NamesOfKind{Kind::city,
                "city town suburb municipality place ort stadt ville ciudad cidade municipio "
                "birthplace placeofbirth rescitydesc cityname townname citytown towncity "
                "locationcity wohnort gemeinde stadtname commune localite localidad poblacion "
                "comune citta woonplaats plaats gemeente miasto suburbname geburtsort "
                "lieunaissance lieudenaissance lugarnacimiento lugardenacimiento "
                "municipionascimento cidadenascimento luogodinascita luogonascita birthcity "
                "cityofbirth birthtown"},
    NamesOfKind{Kind::postcode,
                "postcode postalcode postcodefake zip zipcode plz cep codepostal codigopostal "
                "postal zip5 postleitzahl cp cap postnummer kodpocztowy codpostal"},
    NamesOfKind{Kind::state,
                "state province region county department uf estado provincia bundesland "
                "statecode provincecode stateprovince kanton departement regione "
                "comunidadautonoma ufnascimento landkreis"},
    NamesOfKind{Kind::country, "country countrycode land pays pais countryname paese"},
    NamesOfKind{Kind::email,
                "email emailaddress mail emailid emailadresse courriel adressemail adresseemail "
                "correo correoelectronico mailadresse emailaddr"},
    NamesOfKind{Kind::phone,
                "phone phonenumber phoneno telephone telephonenumber tel mobile mobilephone "
                "telefon telefone telefono phonenum phone1 telephoneno mobilenumber mobileno "
                "mobilephonenumber cell cellphone cellnumber contactnumber telnumber telno "
                "telefonnummer handy handynummer mobil mobilnummer portable numerotelephone "
                "movil celular cellulare telefoonnummer fone"},
    NamesOfKind{Kind::account,
                "account accountnumber bankaccount iban wallet walletaddress handle accountno "
                "acctno bankaccountnumber kontonummer numerodecuenta compte"},
    NamesOfKind{Kind::national_id,
                "ssn socsecid socialsecuritynumber nationalid nationalidnumber "
                "nationalinsurancenumber nino idnumber taxid taxnumber vat vatnumber "
                "registrationnumber registernumber companynumber passport passportnumber lei "
                "ein duns cpf nrcpfcandidato cnpj rfc curp nif dni socialsecurity "
                "socialsecurityno ssnnumber nationalinsurance nhsnumber medicarenumber "
                "personnummer personalid personalidnumber identitynumber identitycard "
                "idcardnumber idcard passportno passnummer reisepassnummer steuernummer "
                "steuerid ustid siren siret numerosecuritesociale nss codicefiscale partitaiva "
                "bsn pesel nit rut cuit cuil tin taxpayerid driverlicense driverslicense "
                "driverslicensenumber tituloeleitoral nationalidentifier sin abn acn imonumber"},
};

std::unordered_map<std::string_view, Kind> by_name() {
  std::unordered_map<std::string_view, Kind> kinds;
  for (const NamesOfKind& known : kNames) {
    for (std::size_t begin = 0; begin < known.names.size();) {
      const std::size_t end = std::min(known.names.find(' ', begin), known.names.size());
      kinds.emplace(known.names.substr(begin, end - begin), known.kind);
      begin = end + 1;
    }
  }
  return kinds;
}

}  // namespace

Kind kind_of_column_name(std::string_view folded) {
  static const std::unordered_map<std::string_view, Kind> kinds = by_name();
  const auto known = kinds.find(folded);
  return known == kinds.end() ? Kind::ignored : known->second;
}

}  // namespace chokepoint::linkage
