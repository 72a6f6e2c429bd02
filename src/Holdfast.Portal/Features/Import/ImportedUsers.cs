namespace Holdfast.Portal.Features.Import;

/// <summary>What an import made. A class, so that nothing prints the passwords.</summary>
/// <param name="made">In the order of the file.</param>
/// <param name="kept">How many were there already.</param>
public sealed class ImportedUsers(IReadOnlyList<ImportedUser> made, int kept)
{
    public IReadOnlyList<ImportedUser> Made => made;

    public int Kept => kept;
}
