namespace Holdfast.Model.ClientFiles;

/// <summary>Comments at the top of a file that a person downloads; apps get none.</summary>
public sealed record FileHeader(Uri Portal, DateTimeOffset ExpiresAt);
