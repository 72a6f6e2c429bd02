using Holdfast.Model.Problems;

namespace Holdfast.Identity;

/// <summary>What can be wrong with names, passwords and sign-in: HF-1101 to HF-1149.</summary>
public static class IdentityProblems
{
    public static readonly ProblemKind UserNameLength = new(
        "HF-1101",
        "The user name is empty or too long",
        "Choose one with 1 to 64 characters."
    );

    public static readonly ProblemKind UserNameCharacter = new(
        "HF-1102",
        "The user name has a character that is not allowed",
        "Use letters, digits and . _ - @ +, and begin with a letter or digit. Letters with accents are typed as one character."
    );

    public static readonly ProblemKind UserNameScripts = new(
        "HF-1103",
        "The user name mixes scripts",
        "Use letters of one script, so that no name can be mistaken for another."
    );

    public static readonly ProblemKind PasswordTooShort = new(
        "HF-1111",
        "The password is too short",
        "Use at least 10 characters; several words are easy to remember."
    );

    public static readonly ProblemKind PasswordTooLong = new(
        "HF-1112",
        "The password is too long or not text",
        "Use at most 1024 bytes."
    );

    public static readonly ProblemKind PasswordIsUserName = new(
        "HF-1113",
        "The password is the user name",
        "Use something that others do not know."
    );

    public static readonly ProblemKind PasswordIsCommon = new(
        "HF-1114",
        "The password is one of those that are tried first",
        "Use several unrelated words, or let a password manager make one."
    );

    public static readonly ProblemKind SignInFailed = new(
        "HF-1121",
        "The name or the password is wrong",
        "Try again; the administrator can set a new password."
    );

    public static readonly ProblemKind SignInThrottled = new(
        "HF-1122",
        "There were too many failed attempts",
        "Wait and try again."
    );
}
