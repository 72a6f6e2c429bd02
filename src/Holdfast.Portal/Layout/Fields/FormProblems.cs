using Holdfast.Model.Problems;

namespace Holdfast.Portal.Layout.Fields;

/// <summary>What can be wrong with a field before anybody asks what it means.</summary>
public static class FormProblems
{
    public static readonly ProblemKind Missing = new("HF-1450", "The field is empty", "Fill it in.");

    public static readonly ProblemKind Unreadable = new(
        "HF-1451",
        "The field cannot be read",
        "Write it as in the example beside the field."
    );

    public static readonly ProblemKind TooMany = new("HF-1452", "The list is too long", "Shorten it.");
}
