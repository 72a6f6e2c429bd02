using Holdfast;
using Holdfast.Homes;
using Holdfast.Terminals;

return await CommandLine.RunAsync(args, new Surroundings(Terminal.Real(), HomeFolder.Find(), TimeProvider.System));
