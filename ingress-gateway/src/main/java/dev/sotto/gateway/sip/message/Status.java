package dev.sotto.gateway.sip.message;

/** A status code with the words that go with it. */
public record Status(int code, String reason) {

    public static final Status TRYING = new Status(100, "Trying");
    public static final Status RINGING = new Status(180, "Ringing");
    public static final Status OK = new Status(200, "OK");
    public static final Status MOVED_TEMPORARILY = new Status(302, "Moved Temporarily");
    public static final Status BAD_REQUEST = new Status(400, "Bad Request");
    public static final Status FORBIDDEN = new Status(403, "Forbidden");
    public static final Status NOT_FOUND = new Status(404, "Not Found");
    public static final Status METHOD_NOT_ALLOWED = new Status(405, "Method Not Allowed");
    public static final Status UNSUPPORTED_MEDIA_TYPE = new Status(415, "Unsupported Media Type");
    public static final Status UNSUPPORTED_URI_SCHEME = new Status(416, "Unsupported URI Scheme");
    public static final Status BAD_EXTENSION = new Status(420, "Bad Extension");
    public static final Status INTERVAL_TOO_BRIEF = new Status(422, "Session Interval Too Small");
    public static final Status NO_SUCH_CALL = new Status(481, "Call/Transaction Does Not Exist");
    public static final Status LOOP_DETECTED = new Status(482, "Loop Detected");
    public static final Status TOO_MANY_HOPS = new Status(483, "Too Many Hops");
    public static final Status REQUEST_TERMINATED = new Status(487, "Request Terminated");
    public static final Status NOT_ACCEPTABLE_HERE = new Status(488, "Not Acceptable Here");
    public static final Status REQUEST_PENDING = new Status(491, "Request Pending");
    public static final Status SERVER_ERROR = new Status(500, "Server Internal Error");
    public static final Status NOT_IMPLEMENTED = new Status(501, "Not Implemented");
    public static final Status UNAVAILABLE = new Status(503, "Service Unavailable");
    public static final Status SERVER_TIMEOUT = new Status(504, "Server Time-out");
    public static final Status VERSION_NOT_SUPPORTED = new Status(505, "Version Not Supported");
    public static final Status MESSAGE_TOO_LARGE = new Status(513, "Message Too Large");

    /** The same code, told in words a person at the other end can use. */
    public Status because(String words) {
        return new Status(code, words);
    }
}
