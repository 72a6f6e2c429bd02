namespace Holdfast.Data.Secrets;

/// <param name="Sealed">Encrypted by the caller with a key that is not in the database.</param>
public sealed record SealedSecret(string Name, byte[] Sealed);
