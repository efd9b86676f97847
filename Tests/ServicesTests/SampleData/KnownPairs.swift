/// Pairs that everybody who checks medicines has to know, by class and by label.
///
/// Sources: Phansalkar and others, high-priority drug-drug interactions for electronic records, ONC,
/// 2012; sections 4, 5 and 7 and boxed warnings of FDA labels; AGS Beers Criteria 2023. Each name on
/// the left goes with each on the right.
enum KnownPairs {
  struct Row: Sendable {
    let left: [String]
    let right: [String]
    let severity: String
  }

  static let rows: [Row] = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
    let parts = line.split(separator: "|").map { part in
      part.split(separator: ",").map { name in
        String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
    }
    return Row(left: parts[0], right: parts[1], severity: parts[2][0])
  }

  private static let text = """
    # MAO inhibitors
    phenelzine | sertraline, fluoxetine, citalopram, paroxetine, venlafaxine, duloxetine | contraindicated
    tranylcypromine | escitalopram, desvenlafaxine, fluvoxamine | contraindicated
    selegiline, rasagiline | sertraline, venlafaxine, amitriptyline, meperidine, dextromethorphan | contraindicated
    phenelzine, tranylcypromine | amitriptyline, nortriptyline, imipramine, clomipramine, doxepin | contraindicated
    phenelzine, tranylcypromine | amphetamine, dextroamphetamine, lisdexamfetamine, methylphenidate, atomoxetine, pseudoephedrine, phentermine | contraindicated
    phenelzine, tranylcypromine | meperidine, tramadol, methadone, tapentadol, dextromethorphan | contraindicated
    phenelzine, tranylcypromine | sumatriptan, rizatriptan, zolmitriptan | contraindicated
    tranylcypromine | procarbazine | contraindicated
    # Other high-priority pairs
    atazanavir | omeprazole, esomeprazole, pantoprazole, lansoprazole | contraindicated
    febuxostat | azathioprine, mercaptopurine | contraindicated
    irinotecan | ketoconazole, itraconazole, clarithromycin | contraindicated
    ramelteon | fluvoxamine | contraindicated
    ritonavir, atazanavir, darunavir | rifampin, St. John's wort | contraindicated
    simvastatin, lovastatin | clarithromycin, itraconazole, posaconazole, ketoconazole, ritonavir, cobicistat, nefazodone | contraindicated
    ergotamine, dihydroergotamine | clarithromycin, ketoconazole, itraconazole, ritonavir, atazanavir | contraindicated
    tizanidine | ciprofloxacin, fluvoxamine | contraindicated
    # Rhythm
    ziprasidone | amiodarone, sotalol, dofetilide, moxifloxacin | contraindicated
    amiodarone | sotalol, haloperidol, methadone, citalopram, clarithromycin, moxifloxacin | major
    methadone | haloperidol, citalopram, moxifloxacin, clarithromycin | major
    sotalol | dofetilide, haloperidol, moxifloxacin | major
    dofetilide | haloperidol, methadone, clarithromycin, citalopram | major
    # Contraindicated by label
    nitroglycerin, isosorbide mononitrate, isosorbide dinitrate | sildenafil, tadalafil, vardenafil, avanafil | contraindicated
    riociguat, vericiguat | sildenafil, tadalafil, vardenafil | contraindicated
    riociguat | nitroglycerin, isosorbide mononitrate | contraindicated
    sacubitril and valsartan | lisinopril, enalapril, ramipril, benazepril | contraindicated
    aliskiren | lisinopril, losartan, valsartan | contraindicated
    carbidopa and levodopa | phenelzine, tranylcypromine | contraindicated
    eplerenone | ketoconazole, itraconazole, clarithromycin | contraindicated
    ranolazine | ketoconazole, clarithromycin, rifampin, carbamazepine, phenytoin, St. John's wort | contraindicated
    dofetilide | hydrochlorothiazide, trimethoprim, verapamil, cimetidine, ketoconazole, dolutegravir | contraindicated
    repaglinide | gemfibrozil | contraindicated
    Paxlovid | amiodarone, flecainide, propafenone, simvastatin, lovastatin, rifampin, carbamazepine | contraindicated
    Paxlovid | colchicine | major
    colchicine | clarithromycin, ketoconazole, itraconazole, cyclosporine, ritonavir | major
    # Methotrexate and warfarin
    methotrexate | trimethoprim, sulfamethoxazole and trimethoprim, ibuprofen, naproxen, diclofenac | major
    warfarin | sulfamethoxazole and trimethoprim, metronidazole, fluconazole, amiodarone, rifampin, carbamazepine, phenytoin, ibuprofen, naproxen, aspirin | major
    # Other anticoagulants
    apixaban, rivaroxaban, dabigatran, edoxaban | ibuprofen, naproxen, aspirin, rifampin, carbamazepine, phenytoin, St. John's wort | major
    apixaban, rivaroxaban | ketoconazole, itraconazole, ritonavir | major
    dabigatran | dronedarone, ketoconazole | major
    clopidogrel | omeprazole, esomeprazole | major
    # Sedation
    oxycodone, hydrocodone, morphine, tramadol, fentanyl | alprazolam, lorazepam, diazepam, zolpidem, cyclobenzaprine, gabapentin, pregabalin | major
    codeine, hydromorphone, methadone | clonazepam, gabapentin, eszopiclone | major
    # Serotonin
    tramadol | paroxetine, fluoxetine, bupropion, sertraline, venlafaxine | major
    codeine | paroxetine, fluoxetine, bupropion | major
    linezolid, methylene blue | sertraline, citalopram, venlafaxine, duloxetine | major
    # Lithium
    lithium | ibuprofen, naproxen, lisinopril, losartan, hydrochlorothiazide, chlorthalidone | major
    # Potassium
    lisinopril, losartan | spironolactone, eplerenone, amiloride, triamterene, potassium chloride, trimethoprim, sulfamethoxazole and trimethoprim | major
    spironolactone | trimethoprim, sulfamethoxazole and trimethoprim, potassium chloride | major
    lisinopril, losartan | ibuprofen, naproxen | major
    # Heart
    digoxin | amiodarone, dronedarone, verapamil, clarithromycin | major
    metoprolol, propranolol, atenolol, carvedilol | verapamil, diltiazem | major
    simvastatin | amlodipine, diltiazem, verapamil, dronedarone, amiodarone, ranolazine | major
    atorvastatin, rosuvastatin, pravastatin | cyclosporine, gemfibrozil | major
    simvastatin | cyclosporine, gemfibrozil | contraindicated
    # Transplant
    tacrolimus, cyclosporine | fluconazole, itraconazole, ketoconazole, voriconazole, clarithromycin, diltiazem, rifampin, phenytoin, St. John's wort | major
    # Narrow range
    theophylline, clozapine | ciprofloxacin, fluvoxamine | major
    carbamazepine | clarithromycin, erythromycin | major
    lamotrigine | valproate, levonorgestrel and ethinyl estradiol | major
    levonorgestrel and ethinyl estradiol, norethindrone | rifampin, carbamazepine, phenytoin, topiramate, St. John's wort | major
    valproate | meropenem, ertapenem | major
    azathioprine, mercaptopurine | allopurinol | major
    glyburide, glipizide, glimepiride | sulfamethoxazole and trimethoprim, fluconazole, clarithromycin | major
    carbidopa and levodopa, pramipexole, ropinirole | metoclopramide, prochlorperazine, haloperidol | major
    ondansetron | apomorphine | contraindicated
    # Keep apart
    levothyroxine | calcium carbonate, ferrous sulfate, sevelamer, cholestyramine | moderate
    ciprofloxacin | aluminum hydroxide, magnesium hydroxide, calcium carbonate, ferrous sulfate, zinc sulfate | moderate
    levofloxacin | calcium carbonate, ferrous sulfate, magnesium hydroxide | moderate
    doxycycline | ferrous sulfate, aluminum hydroxide, calcium carbonate | moderate
    alendronate | calcium carbonate, ferrous sulfate, levothyroxine | moderate
    # Next in line
    sertraline, citalopram | ibuprofen, naproxen, warfarin, apixaban | moderate
    citalopram | omeprazole, esomeprazole | moderate
    aspirin | ibuprofen | moderate
    insulin glargine, glipizide | metoprolol, propranolol | moderate
    tamoxifen | paroxetine | moderate
    ciprofloxacin, levofloxacin | prednisone | moderate
    donepezil | oxybutynin | moderate
    oxybutynin | amitriptyline, diphenhydramine | moderate
    clonidine | metoprolol, propranolol | major
    ivabradine, finerenone | ketoconazole, clarithromycin | contraindicated
    # Further well-known ones
    phenelzine | oxycodone, morphine, hydrocodone | major
    linezolid | tramadol, meperidine, fentanyl | major
    duloxetine | ciprofloxacin, fluvoxamine | major
    naltrexone | oxycodone, morphine | contraindicated
    disulfiram | metronidazole | contraindicated
    isotretinoin | doxycycline, tetracycline | contraindicated
    bosentan | cyclosporine, glyburide | contraindicated
    """
}
