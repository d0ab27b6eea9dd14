export const english = {
  'act.vial.seal': '{vial} sealed',
  'act.vial.seal.withdrawn': 'The seal of {vial} does not count.',
  'act.vial.seal.again': '{vial} is sealed again, in your name.',
  'problem.sealBroken.what': 'Central knows the seal {seal} as broken.',
}

export const german = {
  'act.vial.seal': '{vial} versiegelt',
  'act.vial.seal.withdrawn': 'Das Siegel von {vial} gilt nicht.',
  'act.vial.seal.again': '{vial} wird noch einmal versiegelt, in Ihrem Namen.',
  'problem.sealBroken.what': 'Die Zentrale führt das Siegel {seal} als gebrochen.',
}
