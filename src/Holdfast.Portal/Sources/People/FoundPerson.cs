namespace Holdfast.Portal.Sources.People;

/// <summary>Somebody as a source knows the person.</summary>
/// <param name="Subject">By which the source knows the person for good, also under another name.</param>
/// <param name="Name">By which the person signs in there.</param>
/// <param name="Mail">Null: the source says none.</param>
public sealed record FoundPerson(string Subject, string Name, string? Mail, IReadOnlyList<FoundGroup> Groups);
