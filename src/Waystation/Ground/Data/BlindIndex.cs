namespace Waystation.Data;

/// <summary>What a blind index is made of; each kind has a key of its own, so that equal texts of two kinds never look equal.</summary>
public enum BlindIndex : byte
{
    Document = 1,
    Phone = 2,
    Card = 3,
    Slip = 4,
    Form = 5,
    SignInName = 6,
    SignInCode = 7,
    CodePerson = 20,
    Installation = 21,
    LastFour = 30,
    FollowCode = 22,
    KeeperCode = 23,
    Inspection = 24,
    ClaimSerial = 26,
}
