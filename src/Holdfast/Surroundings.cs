using Holdfast.Homes;
using Holdfast.Terminals;

namespace Holdfast;

/// <summary>What a verb may touch besides its arguments.</summary>
internal sealed record Surroundings(Terminal Terminal, HomeFolder Home, TimeProvider Time);
