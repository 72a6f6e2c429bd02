namespace Holdfast.Data.Copies;

/// <summary>The contents of a table, whatever the order of its rows and the kind of the database.</summary>
/// <param name="Digest">SHA-256 of the sorted SHA-256 of the rows, in hex.</param>
public sealed record TableDigest(string Table, int Rows, string Digest);
