print("prescripcare")
