namespace Holdfast.Portal.Features.Import;

/// <summary>Somebody else made this user while the file was being taken over; what was begun is undone.</summary>
internal sealed class NameTakenMeanwhileException(ImportRow row) : Exception($"Line {row.Line}.")
{
    public ImportRow Row => row;
}
