using Holdfast.Model.Problems;

namespace Holdfast.Portal.Features.Import;

/// <summary>What can be wrong with what is to be imported. Names, groups and addresses themselves are judged as everywhere.</summary>
public static class ImportProblems
{
    public static readonly ProblemKind Empty = new(
        "HF-2410",
        "The file has no rows",
        "The first line names the columns, each other line is one user."
    );

    public static readonly ProblemKind UnknownColumn = new(
        "HF-2411",
        "The column is not known",
        "Use name, mail, groups, role, disabled and password; take other columns out."
    );

    public static readonly ProblemKind ColumnTwice = new("HF-2412", "The column is there twice", "Take one out.");

    public static readonly ProblemKind NoNames = new(
        "HF-2413",
        "There is no column of names",
        "Begin the file with a line that names the columns, one of them “name”."
    );

    public static readonly ProblemKind FieldCount = new(
        "HF-2414",
        "The row has more or fewer fields than the first line has columns",
        "Put a field with a separator in it between quotes."
    );

    public static readonly ProblemKind SameName = new(
        "HF-2415",
        "The name is in the file twice",
        "Take one of the rows out; names that look alike are the same."
    );

    public static readonly ProblemKind UnknownRole = new(
        "HF-2416",
        "The role is not known",
        "Leave it empty for a user, or write administrator."
    );

    public static readonly ProblemKind NotYesOrNo = new("HF-2417", "This is neither yes nor no", "Write yes or no.");

    public static readonly ProblemKind TooManyPasswords = new(
        "HF-2418",
        "There are too many passwords",
        "Leave the column empty, so that one-time passwords are made, or divide the file."
    );
}
