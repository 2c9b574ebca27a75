#!/usr/bin/env python3
"""Makes data/countries/{countries,names}.tsv.

    python3 data/make/make_countries.py --shared DIR

Reads DIR/data/countries/country-codes.csv (PDDL 1.0), DIR/data/factbook (CC0 1.0) and DIR/data/leaders (REIGN, MIT:
the Correlates of War numbers). What is written here by hand (short names, irregular demonyms, Gleditsch-Ward numbers,
former states) is marked `hand` in the `source` column.
"""
import argparse, csv, gzip, json, pathlib, re

HERE = pathlib.Path(__file__).resolve().parent.parent

# Correlates of War number by code, where REIGN's abbreviation does not give it.
COW = """USA 2 CAN 20 BHS 31 CUB 40 HTI 41 DOM 42 JAM 51 TTO 52 BRB 53 DMA 54 GRD 55 LCA 56 VCT 57 ATG 58 KNA 60 MEX 70 BLZ 80 GTM 90 HND 91
SLV 92 NIC 93 CRI 94 PAN 95 COL 100 VEN 101 GUY 110 SUR 115 ECU 130 PER 135 BRA 140 BOL 145 PRY 150 CHL 155 ARG 160 URY 165 GBR 200 IRL 205
NLD 210 BEL 211 LUX 212 FRA 220 MCO 221 LIE 223 CHE 225 ESP 230 AND 232 PRT 235 DEU 255 DDR 265 POL 290 AUT 305 HUN 310 CSK 315 CZE 316
SVK 317 ITA 325 SMR 331 MLT 338 ALB 339 MNE 341 MKD 343 HRV 344 SRB 345 YUG 345 BIH 346 KOS 347 SVN 349 GRC 350 CYP 352 BGR 355 MDA 359
ROU 360 RUS 365 SUN 365 EST 366 LVA 367 LTU 368 UKR 369 BLR 370 ARM 371 GEO 372 AZE 373 FIN 375 SWE 380 NOR 385 DNK 390 ISL 395 CPV 402
STP 403 GNB 404 GNQ 411 GMB 420 MLI 432 SEN 433 BEN 434 MRT 435 NER 436 CIV 437 GIN 438 BFA 439 LBR 450 SLE 451 GHA 452 TGO 461 CMR 471
NGA 475 GAB 481 CAF 482 TCD 483 COG 484 COD 490 UGA 500 KEN 501 TZA 510 BDI 516 RWA 517 SOM 520 DJI 522 ETH 530 ERI 531 AGO 540 MOZ 541
ZMB 551 ZWE 552 MWI 553 ZAF 560 NAM 565 LSO 570 BWA 571 SWZ 572 MDG 580 COM 581 MUS 590 SYC 591 MAR 600 DZA 615 TUN 616 LBY 620 SDN 625
SSD 626 IRN 630 TUR 640 IRQ 645 EGY 651 SYR 652 LBN 660 JOR 663 ISR 666 SAU 670 YEM 679 YMD 680 KWT 690 BHR 692 QAT 694 ARE 696 OMN 698
AFG 700 TKM 701 TJK 702 KGZ 703 UZB 704 KAZ 705 CHN 710 MNG 712 TWN 713 PRK 731 KOR 732 JPN 740 IND 750 BTN 760 PAK 770 BGD 771 MMR 775
LKA 780 MDV 781 NPL 790 THA 800 KHM 811 LAO 812 VNM 816 MYS 820 SGP 830 BRN 835 PHL 840 IDN 850 TLS 860 AUS 900 PNG 910 NZL 920 VUT 935
SLB 940 KIR 946 TUV 947 FJI 950 TON 955 NRU 970 MHL 983 PLW 986 FSM 987 WSM 990"""
# Gleditsch-Ward numbers that differ from COW.
GW = "DEU 260 SRB 340 YEM 678 KIR 970 NRU 971 TON 972 TUV 973 VNM 816 MNE 341 KOS 347"
SHORT = {
    "ATG": "Antigua and Barbuda", "BIH": "Bosnia and Herzegovina", "COD": "Democratic Republic of the Congo", "COG": "Republic of the Congo",
    "CIV": "Ivory Coast", "TUR": "Turkey", "GBR": "United Kingdom", "USA": "United States", "VAT": "Holy See", "SWZ": "Eswatini", "MMR": "Myanmar",
    "HKG": "Hong Kong", "MAC": "Macau", "FSM": "Micronesia", "KNA": "Saint Kitts and Nevis", "LCA": "Saint Lucia",
    "VCT": "Saint Vincent and the Grenadines", "STP": "Sao Tome and Principe", "TTO": "Trinidad and Tobago", "TLS": "Timor-Leste",
    "PSE": "Palestine", "CUW": "Curaçao", "REU": "Réunion", "BLM": "Saint Barthélemy", "MAF": "Saint Martin", "SPM": "Saint Pierre and Miquelon",
    "TCA": "Turks and Caicos Islands", "VIR": "US Virgin Islands", "WLF": "Wallis and Futuna", "SHN": "Saint Helena", "CCK": "Cocos Islands",
    "HMD": "Heard Island and McDonald Islands", "SGS": "South Georgia and the South Sandwich Islands", "SJM": "Svalbard and Jan Mayen",
    "UMI": "US Minor Outlying Islands", "PCN": "Pitcairn Islands", "CPV": "Cape Verde", "CYP": "Cyprus",
}
CAPITAL = {"MMR": "Naypyidaw", "KAZ": "Astana", "CMR": "Yaoundé", "BRA": "Brasília", "COL": "Bogotá", "PRY": "Asunción", "TGO": "Lomé", "CRI": "San José",
           "STP": "São Tomé", "YEM": "Sanaa", "MDV": "Malé", "PSE": "Ramallah", "CUW": "Willemstad", "BDI": "Gitega", "USA": "Washington", "MDA": "Chișinău",
           "GNQ": "Malabo"}
# More names: code, then kinds. n: names; a: adjectives; p: people (plural); s: one person; c: more capitals and seats of government that stand for it.
MORE = """
USA n:United States of America|U.S.|US|USA|U.S.A.|America a:American p:Americans s:American c:Washington|Washington, D.C.|Washington DC
GBR n:UK|U.K.|Great Britain|Britain|England|Scotland|Wales|Northern Ireland a:British|English|Scottish|Welsh|Northern Irish p:British|Britons|Brits|the English|Scots|the Welsh s:Briton|Brit|Englishman|Scot|Welshman c:London
RUS n:Russian Federation a:Russian p:Russians c:Moscow
CHN n:People's Republic of China|PRC|P.R.C.|P.R. China|Mainland China|Communist China|Red China a:Chinese p:Chinese s:Chinese c:Beijing|Peking
TWN n:Republic of China|ROC|Chinese Taipei|Formosa a:Taiwanese|Taiwan p:Taiwanese s:Taiwanese c:Taipei
HKG n:Hong Kong SAR|Hongkong a:Hong Kong p:Hongkongers|Hong Kongers|Hong Kong people s:Hongkonger|Hong Konger
MAC n:Macao|Macau SAR a:Macanese p:Macanese
KOR n:Republic of Korea|ROK|R.O.K.|S. Korea a:South Korean p:South Koreans s:South Korean c:Seoul
PRK n:Democratic People's Republic of Korea|DPRK|D.P.R.K.|N. Korea a:North Korean p:North Koreans s:North Korean c:Pyongyang
JPN n:Nippon a:Japanese p:Japanese s:Japanese c:Tokyo
COD n:DRC|D.R.C.|DR Congo|D.R. Congo|DROC|Congo-Kinshasa|Democratic Republic of Congo|Zaire|Zaïre|Congo (Kinshasa) a:Congolese|Zairian|Zairean p:Congolese s:Congolese c:Kinshasa
COG n:Congo-Brazzaville|Congo (Brazzaville)|Republic of Congo|Congo Republic a:Congo-Brazzaville c:Brazzaville
CIV n:Cote d'Ivoire|Côte d'Ivoire a:Ivorian|Ivoirian p:Ivorians|Ivoirians s:Ivorian c:Yamoussoukro|Abidjan
MMR n:Burma|Union of Myanmar|Union of Burma a:Burmese|Myanmar p:Burmese s:Burmese c:Naypyidaw|Nay Pyi Taw|Naypyitaw|Rangoon|Yangon
TUR n:Türkiye|Turkiye|Republic of Türkiye|Republic of Turkey a:Turkish p:Turks s:Turk c:Ankara
CZE n:Czech Republic|Czechia a:Czech p:Czechs s:Czech c:Prague
MKD n:Macedonia|FYROM|Former Yugoslav Republic of Macedonia|Republic of Macedonia a:Macedonian|North Macedonian p:Macedonians s:Macedonian c:Skopje
SWZ n:Swaziland a:Swazi|Swati p:Swazis|emaSwati s:Swazi c:Mbabane|Lobamba
TLS n:East Timor|Timor Leste a:East Timorese|Timorese p:Timorese|East Timorese c:Dili
CPV n:Cabo Verde a:Cape Verdean|Cabo Verdean p:Cape Verdeans|Cabo Verdeans c:Praia
VAT n:Vatican|Vatican City|Vatican City State|the Vatican|Holy See a:Vatican|papal
PSE n:Palestinian Territories|Palestinian territories|State of Palestine|Occupied Palestinian Territory|Gaza|Gaza Strip|West Bank a:Palestinian|Gazan p:Palestinians|Gazans s:Palestinian|Gazan c:Ramallah
KOS n:Kosova|Republic of Kosovo a:Kosovan|Kosovar|Kosovo Albanian p:Kosovans|Kosovars|Kosovo Albanians s:Kosovan|Kosovar c:Pristina|Priština|Prishtina
ESH n:Sahrawi Arab Democratic Republic|SADR a:Sahrawi|Saharawi|Sahraoui p:Sahrawis|Saharawis s:Sahrawi
ARE n:UAE|U.A.E.|Emirates|the Emirates a:Emirati p:Emiratis s:Emirati c:Abu Dhabi|Dubai
SAU n:Kingdom of Saudi Arabia|KSA|Saudi a:Saudi|Saudi Arabian p:Saudis s:Saudi c:Riyadh
IRN n:Islamic Republic of Iran|Persia a:Iranian|Persian p:Iranians s:Iranian c:Tehran|Teheran
IRQ a:Iraqi p:Iraqis s:Iraqi c:Baghdad
ISR n:Jewish state|State of Israel a:Israeli p:Israelis s:Israeli c:Jerusalem|Tel Aviv
SYR n:Syrian Arab Republic a:Syrian p:Syrians s:Syrian c:Damascus
LBN a:Lebanese p:Lebanese s:Lebanese c:Beirut
YEM a:Yemeni|Yemenite p:Yemenis|Yemenites s:Yemeni c:Sanaa|Sana'a
JOR n:Hashemite Kingdom of Jordan a:Jordanian p:Jordanians c:Amman
KWT a:Kuwaiti p:Kuwaitis s:Kuwaiti c:Kuwait City
QAT a:Qatari p:Qataris s:Qatari c:Doha
OMN a:Omani p:Omanis s:Omani c:Muscat
BHR a:Bahraini p:Bahrainis s:Bahraini c:Manama
EGY n:Arab Republic of Egypt a:Egyptian p:Egyptians c:Cairo
UKR n:the Ukraine a:Ukrainian p:Ukrainians s:Ukrainian c:Kyiv|Kiev
BLR n:Belorussia|Byelorussia a:Belarusian|Belarussian|Byelorussian p:Belarusians|Belarussians s:Belarusian c:Minsk
MDA n:Moldavia|Republic of Moldova a:Moldovan p:Moldovans c:Chisinau|Chişinău|Kishinev
GEO a:Georgian p:Georgians s:Georgian c:Tbilisi
KAZ a:Kazakh|Kazakhstani p:Kazakhs|Kazakhstanis s:Kazakh c:Astana|Nur-Sultan
KGZ n:Kyrgyz Republic|Kirghizia a:Kyrgyz|Kyrgyzstani|Kirghiz p:Kyrgyz|Kyrgyzstanis c:Bishkek
TJK a:Tajik|Tajikistani p:Tajiks s:Tajik c:Dushanbe
TKM a:Turkmen|Turkmenistani p:Turkmens|Turkmen s:Turkmen c:Ashgabat
UZB a:Uzbek|Uzbekistani p:Uzbeks s:Uzbek c:Tashkent
AZE a:Azerbaijani|Azeri p:Azerbaijanis|Azeris s:Azerbaijani|Azeri c:Baku
ARM a:Armenian p:Armenians c:Yerevan
AFG n:Islamic Emirate of Afghanistan a:Afghan p:Afghans s:Afghan c:Kabul
PAK a:Pakistani p:Pakistanis s:Pakistani c:Islamabad
IND n:Bharat a:Indian p:Indians s:Indian c:New Delhi|Delhi
BGD n:Bangla Desh a:Bangladeshi|Bengali p:Bangladeshis s:Bangladeshi c:Dhaka|Dacca
LKA n:Ceylon a:Sri Lankan p:Sri Lankans s:Sri Lankan c:Colombo|Sri Jayawardenepura Kotte
NPL a:Nepali|Nepalese p:Nepalis|Nepalese s:Nepali c:Kathmandu|Katmandu
BTN a:Bhutanese p:Bhutanese c:Thimphu
MDV n:Maldive Islands a:Maldivian p:Maldivians 
THA n:Siam a:Thai p:Thais s:Thai c:Bangkok
VNM n:Viet Nam|Socialist Republic of Vietnam|S.R.V. a:Vietnamese p:Vietnamese s:Vietnamese c:Hanoi
LAO n:Lao PDR|Lao People's Democratic Republic a:Lao|Laotian p:Laotians|Lao s:Laotian c:Vientiane
KHM n:Kampuchea a:Cambodian|Khmer p:Cambodians s:Cambodian c:Phnom Penh
PHL n:the Philippines|Republic of the Philippines a:Philippine|Filipino p:Filipinos s:Filipino|Filipina c:Manila
IDN a:Indonesian p:Indonesians c:Jakarta|Nusantara
MYS a:Malaysian p:Malaysians c:Kuala Lumpur|Putrajaya
SGP a:Singaporean p:Singaporeans s:Singaporean
BRN n:Brunei Darussalam a:Bruneian p:Bruneians c:Bandar Seri Begawan
MNG a:Mongolian p:Mongolians|Mongols s:Mongolian c:Ulaanbaatar|Ulan Bator
AUS a:Australian|Aussie p:Australians|Aussies s:Australian c:Canberra
NZL n:Aotearoa a:New Zealand p:New Zealanders s:New Zealander c:Wellington
PNG n:PNG a:Papua New Guinean p:Papua New Guineans c:Port Moresby
FJI n:Fiji Islands a:Fijian p:Fijians c:Suva
SLB n:Solomons a:Solomon Islands p:Solomon Islanders s:Solomon Islander c:Honiara
VUT a:Ni-Vanuatu|Vanuatuan p:Ni-Vanuatu|Vanuatuans c:Port Vila
KIR a:I-Kiribati p:I-Kiribati c:Tarawa|South Tarawa
MHL n:Marshall Islands a:Marshallese p:Marshallese c:Majuro
FSM n:Federated States of Micronesia|FSM a:Micronesian p:Micronesians c:Palikir
PLW n:Belau a:Palauan p:Palauans c:Ngerulmud|Koror
DEU n:Federal Republic of Germany|West Germany|FRG a:German|West German p:Germans s:German c:Berlin|Bonn
FRA n:French Republic a:French p:French|Frenchmen s:Frenchman|Frenchwoman c:Paris
ESP a:Spanish p:Spaniards|Spanish s:Spaniard c:Madrid
PRT a:Portuguese p:Portuguese s:Portuguese c:Lisbon
ITA n:Italian Republic a:Italian p:Italians c:Rome
GRC n:Hellenic Republic|Hellas a:Greek|Hellenic p:Greeks s:Greek c:Athens
CYP n:Republic of Cyprus a:Cypriot|Greek Cypriot p:Cypriots|Greek Cypriots s:Cypriot c:Nicosia
NLD n:Holland|the Netherlands|Kingdom of the Netherlands a:Dutch p:Dutch|Dutchmen s:Dutchman|Dutchwoman c:Amsterdam|The Hague
BEL a:Belgian p:Belgians c:Brussels
LUX a:Luxembourgish|Luxembourger p:Luxembourgers s:Luxembourger
CHE n:Swiss Confederation a:Swiss p:Swiss s:Swiss c:Bern|Berne
AUT a:Austrian p:Austrians c:Vienna
POL a:Polish p:Poles s:Pole c:Warsaw
HUN a:Hungarian p:Hungarians c:Budapest
ROU n:Rumania a:Romanian|Rumanian p:Romanians c:Bucharest
BGR a:Bulgarian p:Bulgarians c:Sofia
SVK n:Slovak Republic a:Slovak|Slovakian p:Slovaks s:Slovak c:Bratislava
SVN a:Slovene|Slovenian p:Slovenes|Slovenians s:Slovene c:Ljubljana
HRV a:Croatian|Croat p:Croats|Croatians s:Croat c:Zagreb
SRB n:Republic of Serbia a:Serbian p:Serbians|Serbs s:Serb c:Belgrade
BIH n:Bosnia|Bosnia-Herzegovina|Bosnia & Herzegovina|BiH a:Bosnian p:Bosnians s:Bosnian c:Sarajevo
MNE a:Montenegrin p:Montenegrins c:Podgorica
ALB a:Albanian p:Albanians c:Tirana
DNK a:Danish p:Danes|Danish s:Dane c:Copenhagen
SWE a:Swedish p:Swedes s:Swede c:Stockholm
NOR a:Norwegian p:Norwegians s:Norwegian c:Oslo
FIN a:Finnish p:Finns s:Finn c:Helsinki
ISL a:Icelandic p:Icelanders s:Icelander c:Reykjavik|Reykjavík
IRL n:Republic of Ireland|Irish Republic|Eire a:Irish p:Irish s:Irishman|Irishwoman c:Dublin
EST a:Estonian p:Estonians c:Tallinn
LVA a:Latvian p:Latvians c:Riga
LTU a:Lithuanian p:Lithuanians c:Vilnius
MLT a:Maltese p:Maltese c:Valletta
GRL a:Greenlandic p:Greenlanders s:Greenlander c:Nuuk
CAN a:Canadian p:Canadians s:Canadian c:Ottawa
MEX a:Mexican p:Mexicans c:Mexico City
GTM a:Guatemalan p:Guatemalans c:Guatemala City
SLV a:Salvadoran|Salvadorean|Salvadorian p:Salvadorans|Salvadoreans c:San Salvador
HND a:Honduran p:Hondurans c:Tegucigalpa
CUB a:Cuban p:Cubans c:Havana
DOM a:Dominican p:Dominicans s:Dominican c:Santo Domingo
HTI a:Haitian p:Haitians c:Port-au-Prince
PRI a:Puerto Rican p:Puerto Ricans 
TTO n:Trinidad|Trinidad & Tobago|T&T a:Trinidadian|Tobagonian p:Trinidadians c:Port of Spain
ATG n:Antigua|Antigua & Barbuda a:Antiguan|Barbudan p:Antiguans
BHS n:the Bahamas a:Bahamian p:Bahamians c:Nassau
KNA n:St. Kitts and Nevis|St Kitts and Nevis|St. Kitts a:Kittitian|Nevisian p:Kittitians c:Basseterre
LCA n:St. Lucia|St Lucia a:Saint Lucian|St. Lucian p:Saint Lucians c:Castries
VCT n:St. Vincent|St. Vincent and the Grenadines|St Vincent and the Grenadines|Saint Vincent a:Vincentian p:Vincentians c:Kingstown
VEN n:Bolivarian Republic of Venezuela a:Venezuelan p:Venezuelans c:Caracas
BOL n:Plurinational State of Bolivia a:Bolivian p:Bolivians c:La Paz|Sucre
ECU a:Ecuadorian|Ecuadorean|Ecuadoran p:Ecuadorians|Ecuadoreans c:Quito
ARG n:Argentine Republic a:Argentine|Argentinian|Argentinean p:Argentines|Argentinians s:Argentine c:Buenos Aires
BRA a:Brazilian p:Brazilians c:Brasilia|Brasília
CHL a:Chilean p:Chileans c:Santiago
COL a:Colombian p:Colombians c:Bogota|Bogotá
SUR n:Surinam a:Surinamese p:Surinamese c:Paramaribo
MAR a:Moroccan p:Moroccans c:Rabat
LBY n:Libyan Arab Jamahiriya|Jamahiriya a:Libyan p:Libyans c:Tripoli
SDN n:the Sudan a:Sudanese p:Sudanese s:Sudanese c:Khartoum
SSD a:South Sudanese p:South Sudanese s:South Sudanese c:Juba
SOM a:Somali|Somalian p:Somalis s:Somali c:Mogadishu
ETH n:Abyssinia a:Ethiopian p:Ethiopians c:Addis Ababa
NER a:Nigerien p:Nigeriens c:Niamey
NGA a:Nigerian p:Nigerians c:Abuja
BFA n:Burkina|Upper Volta a:Burkinabe|Burkinabé|Burkinan p:Burkinabe|Burkinabes|Burkinabés c:Ouagadougou
GMB n:the Gambia a:Gambian p:Gambians c:Banjul
GNB n:Guinea Bissau a:Bissau-Guinean|Guinea-Bissauan p:Bissau-Guineans c:Bissau
CAF n:CAR|C.A.R. a:Central African p:Central Africans c:Bangui
MDG a:Malagasy|Madagascan p:Malagasy|Madagascans c:Antananarivo
LSO a:Basotho|Lesotho p:Basotho s:Mosotho c:Maseru
BWA a:Botswanan|Batswana|Motswana p:Batswana|Botswanans s:Motswana c:Gaborone
ZAF n:RSA a:South African p:South Africans s:South African c:Pretoria|Cape Town
ZWE n:Rhodesia a:Zimbabwean p:Zimbabweans c:Harare
TZA n:United Republic of Tanzania|Tanganyika a:Tanzanian p:Tanzanians c:Dodoma|Dar es Salaam
KEN a:Kenyan p:Kenyans c:Nairobi
RWA a:Rwandan|Rwandese p:Rwandans|Rwandese c:Kigali
BDI a:Burundian p:Burundians c:Gitega|Bujumbura
BEN n:Dahomey a:Beninese|Beninois p:Beninese c:Porto-Novo|Cotonou
TGO a:Togolese p:Togolese c:Lome|Lomé
COM n:Union of the Comoros a:Comoran|Comorian p:Comorans|Comorians c:Moroni
STP n:São Tomé and Príncipe|Sao Tome & Principe|São Tomé a:Sao Tomean|Santomean p:Sao Tomeans
GNQ a:Equatorial Guinean|Equatoguinean p:Equatorial Guineans|Equatoguineans c:Malabo
SYC a:Seychellois p:Seychellois
"""
FORMER = [  # code, iso2, numeric, cow, gw, fips, name, official, capital, from, to, names
    ("CSK", "CS", "200", "315", "315", "", "Czechoslovakia", "Czech and Slovak Federative Republic", "Prague", "1918-10-28", "1992-12-31", "a:Czechoslovak|Czechoslovakian p:Czechoslovaks"),
    ("DDR", "DD", "278", "265", "265", "", "East Germany", "German Democratic Republic", "East Berlin", "1949-10-07", "1990-10-02", "n:GDR|G.D.R. a:East German p:East Germans"),
    ("SUN", "SU", "810", "365", "365", "", "Soviet Union", "Union of Soviet Socialist Republics", "Moscow", "1922-12-30", "1991-12-25", "n:USSR|U.S.S.R. a:Soviet p:Soviets"),
    ("YMD", "YD", "720", "680", "680", "", "South Yemen", "People's Democratic Republic of Yemen", "Aden", "1967-11-30", "1990-05-21", "a:South Yemeni p:South Yemenis"),
    ("YUG", "YU", "891", "345", "345", "", "Yugoslavia", "Federal Republic of Yugoslavia", "Belgrade", "1918-12-01", "2003-02-03", "a:Yugoslav|Yugoslavian p:Yugoslavs"),
    ("SCG", "CS", "891", "345", "345", "", "Serbia and Montenegro", "State Union of Serbia and Montenegro", "Belgrade", "2003-02-04", "2006-06-02", ""),
]
NO_METONYM = {"CRI", "ESH", "GUY", "JAM", "MDV", "MLT", "SYC"}
AMBIGUOUS = {("COG", "name", "Congo"), ("COG", "people", "Congolese"), ("DMA", "adjective", "Dominican"), ("DMA", "people", "Dominicans"), ("DMA", "person", "Dominican"), ("MAR", "name", "Western Sahara")}  # the larger of two is meant
# Parts of a country that act by their own name; they give a country, they are not the state.
PARTS = """
USA Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|New York City|New York State|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington State|West Virginia|Wisconsin|Wyoming|New England|Los Angeles|Chicago
CAN Alberta|British Columbia|Manitoba|New Brunswick|Newfoundland|Nova Scotia|Ontario|Prince Edward Island|Quebec|Québec|Saskatchewan|Nunavut
AUS New South Wales|Queensland|South Australia|Tasmania|Western Australia|Northern Territory
CHN Xinjiang|Tibet|Inner Mongolia|Guangdong|Sichuan|Yunnan|Fujian|Hubei|Shanghai
IND Gujarat|Kerala|Tamil Nadu|Uttar Pradesh|West Bengal|Maharashtra|Bihar|Assam|Manipur|Jammu and Kashmir|Nagaland|Mumbai
PAK Sindh|Khyber Pakhtunkhwa|Balochistan|Waziristan|Karachi|Lahore
DEU Bavaria|Saxony|Hesse|North Rhine-Westphalia|Thuringia
ESP Catalonia|Andalusia|Basque Country|Galicia
ITA Lombardy|Sicily|Sardinia
ETH Tigray|Oromia
SDN Darfur|South Kordofan
UKR Donbas|Donbass|Kharkiv|Odesa|Kherson|Zaporizhzhia
RUS Dagestan|Ingushetia|Tatarstan|Bashkortostan|Belgorod|Kursk
JPN Okinawa|Hokkaido|Osaka
IDN Aceh|West Papua|Bali
PHL Mindanao|Sulu
MMR Rakhine|Kachin|Shan State|Karen State
TUR Istanbul
SYR Aleppo|Idlib|Homs
IRQ Mosul|Basra|Kirkuk|Anbar
GBR Gibraltar government
PSE Rafah|Khan Younis
BRA São Paulo|Rio de Janeiro
COL Antioquia
"""
# Regions and who lives there, peoples of one state, squares known for a protest. None that is a first name or surname in the news, a common
# word, a place in several states of like weight, or a body of `bodies.tsv` (Chechnya, Crimea).
REGIONS = """
USA Texan|Texans|Californian|Californians|Alaskan|Alaskans|Hawaiian|Hawaiians|Floridian|Floridians|New Yorkers|Ohioans|Virginians|Pennsylvanians|Michiganders|Minnesotans|Arizonans|Arab Americans|Asian Americans|Cuban Americans|Navajo Nation|Navajo|Cherokee Nation|Standing Rock|Sioux|Zuccotti Park
CAN Quebecer|Quebecers|Quebecker|Quebeckers|Québécois|Albertan|Albertans|Ontarians|Newfoundlanders|Yukon|Northwest Territories|Newfoundland and Labrador|First Nations|Métis|Wet'suwet'en
AUS Tasmanian|Tasmanians|Queenslanders|Aboriginal Australians|Indigenous Australians|Torres Strait Islander|Torres Strait Islanders
NZL Maori|Maoris
PNG Bougainville|Bougainvillean|Bougainvilleans|Manus Island
SLB Malaita|Malaitan|Malaitans|Guadalcanal
FJI iTaukei|Indo-Fijian|Indo-Fijians
NCL Kanak|Kanaks
PYF Tahiti|Tahitian|Tahitians
MYS Sarawak|Sarawakian|Sarawakians|Selangor|Johor|Kelantan|Kedah|Penang|Terengganu
IDN Acehnese|West Papuan|West Papuans|Irian Jaya|Central Java|East Java|West Java|Javanese|Balinese|Sumatra|Sumatran|North Sumatra|West Sumatra|Kalimantan|East Kalimantan|West Kalimantan|Sulawesi|Central Sulawesi|South Sulawesi|Maluku|Moluccas|Moluccan|Moluccans|Riau|Yogyakarta|East Nusa Tenggara|West Timor
PHL Bangsamoro|Moros|Luzon|Visayas|Basilan|Maguindanao|Lanao del Sur|Palawan|Negros Occidental|Leyte|Lumad|Lumads
THA Pattani|Patani|Narathiwat|Yala|Chiang Mai|Isaan
MMR Shan|Kayin State|Kayah|Kayah State|Karenni|Chin State|Mon State|Rakhine State|Arakan|Arakanese|Kachins|Kachin State|Wa State|Kokang|Sagaing|Magway|Tanintharyi|Mandalay|Rohingya|Rohingyas|Bamar|Ta'ang
BGD Chittagong|Chittagong Hill Tracts|Shahbag|Shahbagh
LKA Sinhalese|Sri Lankan Tamil|Sri Lankan Tamils|Galle Face
NPL Madhesi|Madhesis|Madhes
CHN Anhui|Gansu|Guizhou|Guangxi|Hainan|Hebei|Heilongjiang|Henan|Hunan|Jiangsu|Jiangxi|Jilin|Liaoning|Ningxia|Qinghai|Shaanxi|Shandong|Shanxi|Zhejiang|Tianjin|Chongqing|Tibetan|Tibetans|Uyghur|Uyghurs|Uighur|Uighurs|Uygur|Uygurs|Han Chinese|Tibet Autonomous Region|Xinjiang Uyghur Autonomous Region|Inner Mongolian|Inner Mongolians|Tiananmen|Tiananmen Square|East Turkestan
KOR Gyeonggi|Jeju|Gwangju|Gwanghwamun|Gwanghwamun Square
PRK Kaesong|Yongbyon
JPN Okinawan|Okinawans|Ainu|Kyushu|Hiroshima|Nagasaki
KAZ Mangystau|Almaty
KGZ Jalal-Abad|Batken
TJK Gorno-Badakhshan|Pamiri|Pamiris|Khatlon|Sughd
UZB Karakalpakstan|Karakalpak|Karakalpaks|Andijan|Andizhan
AFG Helmand|Kandahar|Nangarhar|Kunduz|Herat|Balkh|Badghis|Baghlan|Bamiyan|Faryab|Ghazni|Ghor|Kapisa|Kunar|Laghman|Nimroz|Nuristan|Oruzgan|Uruzgan|Paktia|Paktika|Panjshir|Panjshiri|Panjshiris|Parwan|Takhar|Maidan Wardak|Zabul|Hazara|Hazaras
PAK Sindhi|Sindhis|Baloch|Baluch|Baluchistan|Gilgit-Baltistan|North-West Frontier Province|NWFP|FATA|Federally Administered Tribal Areas|North Waziristan|South Waziristan|Swat Valley|Mohajir|Mohajirs|Muhajir|Muhajirs|Bajaur|Kurram|Orakzai|Azad Kashmir|Azad Jammu and Kashmir|Pakistan-administered Kashmir|Pakistani Kashmir|Pakistani Punjab
IND Indian-administered Kashmir|Indian-held Kashmir|Indian-controlled Kashmir|Indian Kashmir|Indian Punjab|Kashmir Valley|Ladakh|Ladakhi|Ladakhis|Gujarati|Gujaratis|Assamese|Manipuri|Manipuris|Mizoram|Mizo|Mizos|Meghalaya|Tripura|Sikkim|Bodos|Bodoland|Gorkhaland|Kuki|Kukis|Meitei|Meiteis|Telangana|Andhra Pradesh|Karnataka|Odisha|Orissa|Jharkhand|Chhattisgarh|Uttarakhand|Himachal Pradesh|Madhya Pradesh|Rajasthan|Rajasthani|Haryana|Goa|Arunachal Pradesh|Puducherry|Chandigarh
IRQ Nineveh|Ninewa|Diyala|Salah al-Din|Sulaymaniyah|Sulaimaniya|Erbil|Dohuk|Halabja|Karbala|Kerbala|Dhi Qar|Yazidi|Yazidis|Yezidi|Yezidis|Sadr City|Marsh Arabs
IRN Khuzestan|Khuzistan|Sistan and Baluchestan|Sistan-Baluchestan|Sistan and Baluchistan|Kermanshah|Isfahan|Ahwaz|Ahwazi|Ahwazis|Bushehr|Hormozgan|West Azerbaijan|East Azerbaijan
SYR Daraa|Deraa|Deir ez-Zor|Deir al-Zor|Deir Ezzor|Hama|Hasakah|Latakia|Quneitra|Sweida|Suwayda|Ghouta|Eastern Ghouta|Kobani
LBN Bekaa|Bekaa Valley|Maronite|Maronites|Ain al-Hilweh|Nabatieh|Mount Lebanon
ISR Galilee|Negev|Israeli Arabs|Arab Israelis
PSE Jenin|Jabalia|Deir al-Balah|Beit Hanoun|Sheikh Jarrah
TUR Gezi Park|Gezi|Taksim|Taksim Square|Anatolia|Anatolian|Diyarbakir|Hakkari|Sirnak|Hatay|Izmir|Gaziantep|Tunceli|Alevi|Alevis
SAU Qatif|Hejaz|Najran|Asir
YEM Marib|Hadramawt|Hadhramaut|Hadramout|Hadrami|Hadramis|Shabwa|Abyan|Lahij|Dhale|Mahra|Socotra
OMN Dhofar|Dhofari
ARE Sharjah|Fujairah|Ras al-Khaimah
BHR Pearl Roundabout|Pearl Square
EGY Tahrir Square|Sinai|North Sinai|South Sinai|Sinai Peninsula|Copt|Copts|Coptic Christian|Coptic Christians|Port Said|Ismailia|Minya|Rabaa al-Adawiya|Rabaa Square|Upper Egypt
LBY Benghazi|Cyrenaica|Fezzan|Tripolitania|Misratan|Misratans|Zintani
TUN Sidi Bouzid|Kasserine|Tataouine
DZA Kabylia|Kabyle|Kabyles|Tizi Ouzou
MAR Rif
MRT Haratin
MLI Azawad|Kidal|Mopti|Segou|Menaka|Dogon
NER Diffa|Tillaberi|Agadez
TCD Tibesti
CMR Ambazonian|Ambazonians|Far North Region|Southern Cameroons|Bakassi
COD Katanga|Katangan|Katangans|Katangese|Kivu|North Kivu|South Kivu|Ituri|Kasai|Bas-Congo|Kongo Central|Maniema|Tshopo|Banyamulenge|Lendu
AGO Cabinda|Cabindan|Cabindans|Lunda Norte|Huambo
NAM Caprivi|Herero|Hereros
ZAF KwaZulu-Natal|KwaZulu|Gauteng|Limpopo|Mpumalanga|Eastern Cape|Western Cape|Northern Cape|Orange Free State|Transvaal|Transkei|Bophuthatswana|Ciskei|Zulu|Zulus|Xhosa|Xhosas|Afrikaner|Afrikaners
ZWE Matabeleland|Mashonaland|Manicaland
ZMB Barotseland|Copperbelt
MOZ Cabo Delgado|Nampula|Sofala|Zambezia
TZA Zanzibar|Zanzibari|Zanzibaris
KEN Kikuyu|Kikuyus|Luos|Kalenjin|Kalenjins|Luhya|Turkana|Mombasa|Kisumu|Garissa|Mandera|Wajir|Lamu|Uhuru Park
UGA Buganda|Baganda|Karamoja|Karamojong|Acholi|Acholiland
SOM Hirshabelle|Somalilander|Somalilanders|Lower Shabelle|Middle Shabelle|Hiiraan|Gedo|Mudug|Galgaduud|Lower Juba|Sanaag|Las Anod|Hawiye
ETH Tigrayan|Tigrayans|Tigrean|Tigreans|Oromo|Oromos|Amhara|Amharas|Sidama|Gambella|Benishangul-Gumuz|Ogaden|Ogadeni|Afar Region|Somali Regional State|Welkait|Wollega
SDN Darfuri|Darfuris|Darfurian|Darfurians|North Darfur|South Darfur|West Darfur|Central Darfur|East Darfur|Kordofan|North Kordofan|West Kordofan|Kassala|Nuba|Nuba Mountains|Gezira|Masalit
SSD Jonglei|Equatoria|Equatorian|Equatorians|Central Equatoria|Eastern Equatoria|Western Equatoria|Unity State|Upper Nile State|Warrap|Bahr el Ghazal|Dinka|Dinkas|Nuer|Nuers|Lou Nuer|Shilluk|Murle
NGA Kano|Borno|Kaduna|Zamfara|Sokoto|Katsina|Kebbi|Yobe|Adamawa|Bauchi|Gombe|Taraba|Benue|Kogi|Kwara|Oyo|Osun|Ogun|Ekiti|Enugu|Anambra|Ebonyi|Lagos State|Abia State|Imo State|Edo State|Rivers State|Plateau State|Delta State|Akwa Ibom|Bayelsa|Biafra|Biafran|Biafrans|Niger Delta|Igbo|Igbos|Yoruba|Yorubas|Ijaw|Ijaws|Ogoni|Ogonis|Ogoniland
GHA Ashanti|Dagbon
SEN Casamance|Ziguinchor
COM Anjouan|Anjouanais
GBR Scotsmen|Welshmen|Cornwall|Cornish|Yorkshire|Lancashire|Shetland|Greater Manchester|Trafalgar Square
FRA Corsica|Corsican|Corsicans|Bretons|Alsace|Alsatian|Alsatians|Provence|Occitanie|Aquitaine|Picardy|Ile-de-France|Auvergne|Hauts-de-France|Parisian|Parisians|Place de la République|Harkis
ESP Catalan|Catalans|Catalunya|Basque|Basques|Euskadi|Galician|Galicians|Andalusian|Andalusians|Valencian|Valencians|Asturias|Asturian|Asturians|Extremadura|Navarre|Cantabria|Canary Islands|Canary Islanders|Balearic Islands|Mallorca|Majorca|Tenerife|Ceuta|Melilla|Puerta del Sol
PRT Azores|Azorean|Azoreans|Madeiran|Madeirans
ITA Sicilian|Sicilians|Sardinian|Sardinians|Veneto|Venetian|Venetians|Calabria|Calabrian|Campania|Puglia|Tuscany|Tuscan|Liguria|Emilia-Romagna|Umbria|Abruzzo|Basilicata|Trentino|South Tyrol|South Tyrolean|South Tyroleans|Padania|Lampedusa|Neapolitan|Neapolitans
BEL Flanders|Flemish|Flemings|Wallonia|Walloon|Walloons|Molenbeek
NLD North Brabant|Gelderland|Friesland|Groningen|Utrecht
DEU Bavarian|Bavarians|Lower Saxony|Saxony-Anhalt|Brandenburg|Mecklenburg-Western Pomerania|Mecklenburg-Vorpommern|Schleswig-Holstein|Baden-Württemberg|Baden-Wuerttemberg|Rhineland-Palatinate|Saarland|Hamburg|Rhineland|Ruhr|Berliners|Sorbs|Thuringian
AUT Tyrol|Tyrolean|Carinthia|Carinthian|Carinthians|Styria|Styrian|Salzburg|Vorarlberg|Burgenland|Viennese
CHE Ticino|Zurich|Vaud|Valais
DNK Jutland
FRO Faroe|Faroes|Faroe Islander|Faroe Islanders
NOR Finnmark
ALA Åland|Aland Islanders
POL Silesia|Silesian|Silesians|Kashubians
CZE Moravia|Moravian|Sudetenland|Wenceslas Square
ROU Transylvania|Transylvanian|Szekler|Szeklers|Szeklerland|Székely Land
GRC Crete|Cretan|Cretans|Thessaly|Peloponnese|Epirus|Western Thrace|Lesbos|Samos|Syntagma|Syntagma Square|Mount Athos|Central Macedonia|Athenian|Athenians
CYP Turkish Cypriot|Turkish Cypriots|Varosha
KOS Mitrovica|North Mitrovica|Kosovo Serb|Kosovo Serbs|Zubin Potok
SRB Vojvodina|Presevo|Presevo Valley
BIH Bosnian Serb|Bosnian Serbs|Bosnian Croat|Bosnian Croats|Bosnian Muslim|Bosnian Muslims|Bosniak|Bosniaks|Herzegovina|Herzegovinian|Srebrenica
HRV Krajina|Krajina Serb|Croatian Serb|Croatian Serbs|Dalmatia|Slavonia|Eastern Slavonia
MDA Gagauzia|Gagauz|Transnistrian|Transnistrians|Transdniestrian|Trans-Dniestrian|Pridnestrovie
UKR Crimean|Crimeans|Crimean Tatar|Crimean Tatars|Donetsk|Luhansk|Lugansk|Sevastopol|Zaporizhia|Mykolaiv|Dnipropetrovsk|Sumy|Chernihiv|Poltava|Vinnytsia|Zhytomyr|Lviv|Ternopil|Ivano-Frankivsk|Zakarpattia|Transcarpathia|Transcarpathian|Volyn|Rivne|Cherkasy|Chernivtsi|Maidan|Chernobyl|Chornobyl
RUS Chechen|Chechens|Ingush|Dagestani|Dagestanis|Bashkir|Bashkirs|North Ossetia|North Ossetian|North Ossetians|Kabardino-Balkaria|Karachay-Cherkessia|Adygea|Kalmykia|Kalmyk|Kalmyks|Buryatia|Buryat|Buryats|Yakutia|Yakut|Yakuts|Tuva|Tuvan|Tuvans|Chuvashia|Mordovia|Udmurtia|Krasnodar|Krasnoyarsk|Primorye|Khabarovsk|Kamchatka|Chukotka|Sakhalin|Kaliningrad|Bryansk|Voronezh|Rostov|Volgograd|Saratov|Tver|Smolensk|Pskov|Novgorod|Murmansk|Sverdlovsk|Chelyabinsk|Siberia|Siberian|Siberians|North Caucasus|Muscovites|Bolotnaya|Bolotnaya Square|Red Square
GEO Abkhazian|Abkhazians|South Ossetians|Adjara|Ajaria|Adjarian|Kakheti|Samegrelo|Pankisi|Pankisi Gorge|Kodori Gorge
AZE Karabakh|Nakhchivan|Nakhichevan|Karabakh Armenian|Karabakh Armenians|Lachin|Lachin Corridor|Stepanakert
ARM Syunik|Tavush
VNM Mekong Delta|Montagnard|Montagnards
KHM Preah Vihear|Banteay Meanchey
BRA Bahia|Ceará|Minas Gerais|Pernambuco|Rio Grande do Sul|Mato Grosso|Mato Grosso do Sul|Goiás|Roraima|Rondônia|Amapá|Maranhão|Alagoas|Espírito Santo
MEX Chiapas|Oaxaca|Sinaloa|Sinaloan|Michoacán|Jalisco|Tamaulipas|Chihuahua|Sonora|Baja California|Veracruz|Nuevo León|Coahuila|Durango|Zacatecas|Guanajuato|Nayarit|Puebla|Quintana Roo|San Luis Potosí|Yucatán|Ayotzinapa|Tlatelolco|Zócalo
ARG Tucumán|Jujuy|Neuquén|Plaza de Mayo
CHL Mapuche|Mapuches|Araucanía|Easter Island|Rapa Nui
COL Cauca|Chocó|Norte de Santander|Catatumbo|Putumayo|Caquetá|Guaviare|Valle del Cauca
VEN Zulia|Táchira|Apure
GUY Essequibo
PER Cajamarca|Ayacucho|Arequipa|Apurímac|VRAEM|Ucayali
BOL Cochabamba|Tarija|Chapare
ECU Guayas|Esmeraldas|Galápagos Islands|Galapagos
TTO Tobago
ATG Barbuda
KNA Nevis|Saint Kitts
"""
KINDS = {"n": "name", "a": "adjective", "p": "people", "s": "person", "c": "capital"}


def coordinates(text):
    m = re.search(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])", text if isinstance(text, str) else "")
    if not m:
        return "", ""
    lat = int(m[1]) + int(m[2]) / 60
    lon = int(m[4]) + int(m[5]) / 60
    return f"{-lat if m[3] == 'S' else lat:.2f}", f"{-lon if m[6] == 'W' else lon:.2f}"


def main():
    arg = argparse.ArgumentParser()
    arg.add_argument("--shared", required=True, type=pathlib.Path)
    shared = arg.parse_args().shared / "data"
    pairs = lambda t: dict(zip(t.split()[::2], t.split()[1::2]))
    cow, gw = pairs(COW), pairs(GW)
    fact = {}
    for line in gzip.open(shared / "factbook/factbook_political_actors.jsonl.gz", "rt"):
        d = json.loads(line)
        fact[d["gec"].upper()] = d
    fips_of = {"PSE": "WE", "SRB": "RI", "SJM": "SV", "UMI": "UM"}
    rows, names = [], set()

    def add(code, kind, text, source):
        text = re.sub(r"\s+", " ", text).strip()
        if text:
            names.add((code, kind, text, source))

    def hand(code, spec):
        for part in re.findall(r"([napsc]):(.*?)(?= [napsc]:|$)", spec):
            for text in part[1].split("|"):
                add(code, KINDS[part[0]], text, "hand")

    more = {l[:3]: l[4:] for l in MORE.strip().splitlines()}
    covered = {c: {k for k in "napsc" if f"{k}:" in " " + s} for c, s in more.items()}
    for r in csv.DictReader(open(shared / "countries/country-codes.csv")):
        code = r["ISO3166-1-Alpha-3"]
        name = SHORT.get(code, r["CLDR display name"].replace("’", "'"))
        official = re.sub(r"^the ", "", re.sub(r" ?\*+$| \(the\)", "", r["UNTERM English Formal"] or r["official_name_en"]))
        capital = CAPITAL.get(code, r["Capital"].strip())
        fips = fips_of.get(code, r["FIPS"].strip() if len(r["FIPS"].strip()) == 2 else "")
        f = fact.get(fips, {})
        lat, lon = coordinates(f.get("coords"))
        iso2 = r["ISO3166-1-Alpha-2"]
        rows.append([code, iso2, r["ISO3166-1-numeric"].zfill(3), cow.get(code, ""), gw.get(code, cow.get(code, "")), fips, name, official, capital, lat, lon, "", "", "country-codes factbook hand"])
        add(code, "name", name, "country-codes")
        if official != name:
            add(code, "name", official, "country-codes")
        un = re.sub(r" ?\*+$| \(the\)", "", r["UNTERM English Short"])
        if un and "(" not in un:
            add(code, "name", un, "country-codes")
        # The capital of a territory, and one that is first of all another word or place, does not stand for a state.
        sovereign = r["is_independent"].strip() in ("Yes", "In contention")
        if capital and capital != name and sovereign and code not in NO_METONYM and "c" not in covered.get(code, ()):
            add(code, "capital", capital, "country-codes")
        nation = f.get("nationality") if isinstance(f.get("nationality"), dict) else {}
        for key, kind in (("adjective", "adjective"), ("noun", "people")):
            if kind[0] in covered.get(code, ()):
                continue
            for part in re.split(r",| or |; ", (nation.get(key) or "").replace("note - former term", "")):
                part = re.sub(r"\(US (citizens|nationals)\)|\(colloquial\)|\(singular\)|\(or .*", "", part).strip()
                if not part or part.lower() in ("none", "na", "dutch", "french", "chinese", "chinese/hong konger"):
                    continue
                if kind == "people":
                    if part.endswith("(s)"):
                        add(code, "person", part[:-3], "factbook")
                        add(code, "people", part[:-3] + "s", "factbook")
                    elif "plural" in part:
                        add(code, "people", re.sub(r" ?\(.*", "", part), "factbook")
                else:
                    add(code, "adjective", part.rstrip(")").strip("("), "factbook")
        hand(code, more.get(code, ""))
    lat, lon = coordinates(fact["KV"]["coords"])
    rows.append(["KOS", "XK", "", cow["KOS"], cow["KOS"], "KV", "Kosovo", "Republic of Kosovo", "Pristina", lat, lon, "2008-02-17", "", "factbook hand"])
    add("KOS", "name", "Kosovo", "hand")
    hand("KOS", more["KOS"])
    for code, iso2, num, c, g, fips, name, official, capital, start, end, spec in FORMER:
        rows.append([code, iso2, num, c, g, fips, name, official, capital, "", "", start, end, "hand"])
        add(code, "name", name, "hand")
        add(code, "name", official, "hand")
        hand(code, spec)
    out = HERE / "countries"
    with open(out / "countries.tsv", "w") as f:
        f.write("#code\tiso2\tnumeric\tcow\tgw\tfips\tname\tofficial\tcapital\tlat\tlon\tfrom\tto\tsource\n")
        f.writelines("\t".join(r) + "\n" for r in sorted(rows))
    best = {}
    for line in (PARTS + REGIONS).split("\n"):
        for text in line[4:].split("|"):
            add(line[:3], "part", text, "hand")
    add("COD", "name", "Congo", "hand")
    for code, kind, text, source in sorted(n for n in names if n[:3] not in AMBIGUOUS):
        best.setdefault((code, kind, text), source)
    with open(out / "names.tsv", "w") as f:
        f.write("#code\tkind\ttext\tsource\n")
        f.writelines("\t".join([*k, s]) + "\n" for k, s in sorted(best.items()))
    print(len(rows), "countries,", len(best), "names")


if __name__ == "__main__":
    main()
