using System.Net;
using Holdfast.Lab.Networks;

namespace Holdfast.Lab.Holdfasts;

/// <summary>An address that moves within a network.</summary>
public sealed record VirtualAddress(Network Network, IPAddress Address);
