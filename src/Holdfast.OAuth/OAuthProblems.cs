using Holdfast.Model.Problems;

namespace Holdfast.OAuth;

/// <summary>What can be wrong with requests of apps: HF-1200 to HF-1299.</summary>
public static class OAuthProblems
{
    private const string AppIsWrong =
        "This is a mistake of the app: update it, and tell its maker this id if it happens again.";

    private const string SignInAgain = "Start again in the app: connect, sign in and approve.";

    public static readonly ProblemKind MalformedParameters = new(
        "HF-1201",
        "The request cannot be read",
        "Parameters are sent URL-encoded in UTF-8, with at most 32 names of 64 characters and values of 2048. "
            + AppIsWrong
    );

    public static readonly ProblemKind RepeatedParameter = new(
        "HF-1202",
        "A parameter is there more than once",
        AppIsWrong
    );

    public static readonly ProblemKind MissingParameter = new("HF-1203", "A parameter is missing", AppIsWrong);

    public static readonly ProblemKind UnknownClient = new(
        "HF-1204",
        "This app is not known here",
        "The administrator can allow the app by its client id."
    );

    public static readonly ProblemKind UnknownRedirectUri = new(
        "HF-1205",
        "The app's return address is not registered for it",
        "Do not go on if you did not start this yourself: somebody may be pretending to be the app. Otherwise update the app, "
            + "or have the administrator register the address."
    );

    public static readonly ProblemKind WrongResponseType = new("HF-1206", "The response type is not code", AppIsWrong);

    public static readonly ProblemKind WrongScope = new("HF-1207", "The scope is not config", AppIsWrong);

    public static readonly ProblemKind WrongState = new(
        "HF-1208",
        "The state is not 1 to 512 printable ASCII characters",
        AppIsWrong
    );

    public static readonly ProblemKind WrongCodeChallenge = new(
        "HF-1209",
        "The code challenge is not 43 characters of base64url",
        AppIsWrong
    );

    public static readonly ProblemKind WrongCodeChallengeMethod = new(
        "HF-1210",
        "The code challenge method is not S256",
        AppIsWrong
    );

    public static readonly ProblemKind WrongResponseMode = new(
        "HF-1211",
        "The response mode is not one that the app may use",
        AppIsWrong
    );

    public static readonly ProblemKind WrongContentType = new(
        "HF-1212",
        "The request is not a form",
        "Token requests are sent as application/x-www-form-urlencoded. " + AppIsWrong
    );

    public static readonly ProblemKind WrongGrantType = new(
        "HF-1213",
        "The grant type is neither authorization_code nor refresh_token",
        AppIsWrong
    );

    public static readonly ProblemKind WrongCodeVerifier = new(
        "HF-1214",
        "The code verifier is not 43 to 128 unreserved characters",
        AppIsWrong
    );

    public static readonly ProblemKind UnknownCode = new("HF-1215", "The code is not known", SignInAgain);

    public static readonly ProblemKind CodeUsedTwice = new(
        "HF-1216",
        "The code was used before",
        "All that was given out for this code is revoked, because somebody may have stolen it. " + SignInAgain
    );

    public static readonly ProblemKind CodeExpired = new("HF-1217", "The code is older than 5 minutes", SignInAgain);

    public static readonly ProblemKind CodeOfAnotherClient = new(
        "HF-1218",
        "The code was given to another app",
        SignInAgain
    );

    public static readonly ProblemKind RedirectUriChanged = new(
        "HF-1219",
        "The return address is not the one for which the code was given",
        AppIsWrong
    );

    public static readonly ProblemKind CodeVerifierDiffers = new(
        "HF-1220",
        "The code verifier does not belong to the code challenge",
        SignInAgain
    );

    public static readonly ProblemKind UnknownRefreshToken = new(
        "HF-1221",
        "The refresh token is not one of ours",
        SignInAgain
    );

    public static readonly ProblemKind AuthorizationGone = new(
        "HF-1222",
        "The app's authorization was removed",
        SignInAgain
    );

    public static readonly ProblemKind AuthorizationEnded = new(
        "HF-1223",
        "The app's authorization has ended",
        SignInAgain
    );

    public static readonly ProblemKind RefreshTokenReplayed = new(
        "HF-1224",
        "The refresh token was used before",
        "The authorization is revoked, because somebody may have stolen the token. " + SignInAgain
    );

    public static readonly ProblemKind RefreshTokenOfAnotherClient = new(
        "HF-1225",
        "The refresh token was given to another app",
        SignInAgain
    );

    public static readonly ProblemKind NoAccessToken = new(
        "HF-1226",
        "The request has no access token",
        "Send it as Authorization: Bearer TOKEN."
    );

    public static readonly ProblemKind UnknownAccessToken = new(
        "HF-1227",
        "The access token is not one of ours",
        "Apps fetch a new one with their refresh token."
    );

    public static readonly ProblemKind AccessTokenExpired = new(
        "HF-1228",
        "The access token has expired",
        "Apps fetch a new one with their refresh token."
    );

    public static readonly ProblemKind WrongClientRegistration = new(
        "HF-1230",
        "An app cannot be registered like this",
        "Correct the entry; the apps registered before stay in force until then."
    );
}
