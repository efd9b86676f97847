/// The name of a substance as publishers list it: an ingredient, often with the salt that carries it.
package enum SubstanceName {
  /// The name itself, and then the name with fewer and fewer words of salts and waters behind it.
  ///
  /// `LEVOTHYROXINE SODIUM ANHYDROUS` is `levothyroxine sodium`, and that is `levothyroxine`. Only
  /// words that name a salt, an ester or bound water are left out, and never the first one.
  package static func readings(of name: String) -> [String] {
    var words = name.lowercased().split(separator: " ").map(String.init)
    var readings: [String] = []
    while !words.isEmpty {
      readings.append(words.joined(separator: " "))
      guard words.count > 1, let last = words.last, salts.contains(last) else { break }
      words.removeLast()
    }
    return readings
  }

  private static let salts: Set<String> = [
    "acetate", "acetonide", "anhydrous", "aspartate", "benzoate", "besilate", "besylate",
    "bisulfate", "bitartrate", "bromide", "butyrate", "calcium", "camsylate", "carbonate",
    "chloride", "citrate", "decanoate", "dihydrate", "dihydrochloride", "dimesylate",
    "dinitrate", "dipropionate", "disodium", "embonate", "enanthate", "estolate", "ethylsuccinate",
    "etexilate", "fumarate", "furoate", "gluconate", "glycinate", "hemihydrate", "hyclate",
    "hydrobromide", "hydrochloride", "hydroxide", "lactate", "magnesium", "malate", "maleate",
    "medoxomil", "mesylate", "monohydrate", "mononitrate", "mucate", "nitrate", "olamine",
    "oxalate", "oxide", "palmitate", "pamoate", "pentahydrate", "phosphate", "potassium",
    "propionate", "saccharate", "sesquihydrate", "sodium", "stearate", "succinate", "sulfate",
    "tartrate", "tosylate", "trihydrate", "tromethamine", "valerate", "zinc",
  ]
}
