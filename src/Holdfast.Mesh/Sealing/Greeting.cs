using System.Collections.Immutable;
using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Sealing;

/// <summary>The first word to a host of which nothing is known but an address, or the answer to it.</summary>
/// <param name="Challenge">16 random bytes.</param>
/// <param name="Echo">In an answer the challenge of the question: it was made just now. Null: a question.</param>
public sealed record Greeting(ImmutableArray<byte> Challenge, ImmutableArray<byte>? Echo, HostRecord Record);
