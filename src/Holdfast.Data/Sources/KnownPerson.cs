using Holdfast.Data.Users;

namespace Holdfast.Data.Sources;

/// <summary>A person of a source with the user.</summary>
public sealed record KnownPerson(SourcePerson Person, User User);
