// Made by `node client/generate.ts` from the contracts of the server. Do not edit.

export interface paths {
  '/attachments': {
    /** Upload a file to send; the body is the bytes, the name is in the query */
    post: {
      parameters: {
        query: {
          name: string
        }
      }
      requestBody: { content: { 'application/octet-stream': Blob | Uint8Array } }
      responses: {
        201: { content: { 'application/json': components['schemas']['Attachment'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_files' | 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/attachments/{id}': {
    /** The bytes, always as a download unless they are a picture we know to be safe; a PDF to be previewed, if asked */
    get: {
      parameters: {
        path: {
          id: string
        }
        query?: {
          /** A PDF comes as one, for the viewer of the browser; other files as ever */
          preview?: 'true'
        }
      }
      responses: {
        200: { content: { 'application/octet-stream': Blob | Uint8Array } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        502: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'upstream_failed'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/attachments/{id}/fetch': {
    /** Try again to fetch a file that could not be fetched from its provider, or try now what is tried later */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': components['schemas']['Attachment'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/attachments/{id}/release': {
    /** Let a withheld file be opened all the same: a false alarm, or a scanner that cannot be reached */
    put: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          reason: string
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Attachment'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/attachments/{id}/removal': {
    /** Delete the bytes of an infected file, in every message that has it; its name stays */
    put: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          reason: string
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Attachment'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/attachments/{id}/scan': {
    /** Have a file scanned, or scanned again; it is withheld until then */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': components['schemas']['Attachment'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/audit': {
    /** Who did what, newest first */
    get: {
      parameters: {
        query?: {
          limit?: number
          cursor?: string
          action?: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['AuditRecord'])[]
          nextCursor: string | null
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_cursor'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/blocked-domains/{domain}': {
    /** Take the block of a domain back; an address or a person that is blocked stays so */
    delete: {
      parameters: {
        path: {
          domain: string
        }
      }
      responses: {
        204: { content?: never }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Block a mail domain and all below it: mail from there is set aside, and none is sent there */
    put: {
      parameters: {
        path: {
          domain: string
        }
      }
      requestBody: { content: { 'application/json': {
          reason: string
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['BlockedDomain'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/blocked-domains/{domain}/preview': {
    /** Whom blocking a domain would hit, and whether it can be blocked */
    get: {
      parameters: {
        path: {
          domain: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          /** As it would be blocked: lower case, in ASCII. */
          domain: string
          /** How many customers have an address there; counting stops at `cappedAt`. */
          customers: number
          cappedAt: number
          /** It is blocked already, by itself or with a domain above it. */
          blocked: boolean
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/blocked-senders': {
    /** Blocked domains, addresses or people, newest first */
    get: {
      parameters: {
        query: {
          limit?: number
          cursor?: string
          kind: 'domain' | 'address' | 'person'
          /** Part of the domain, address, name or reason. */
          query?: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['BlockedSender'])[]
          nextCursor: string | null
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_cursor'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/business': {
    /** The business profile */
    get: {
      parameters: {}
      responses: {
        200: { content: { 'application/json': components['schemas']['BusinessProfile'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Change the business profile */
    patch: {
      parameters: {}
      requestBody: { content: { 'application/json': {
          name?: string | null
          address?: string
          openingHours?: string
          signature?: string
          accentColour?: string | null
          defaultLanguage?: 'en' | 'de' | 'fr' | 'es' | 'it' | 'pt' | 'nl' | 'pl' | 'ar' | 'ja'
          /** What you saw: where it is another by now, nothing is changed and the answer is `conflict`. */
          was?: {
            updatedAt: string | null
          }
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['BusinessProfile'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/business/logo': {
    /** Remove the logo */
    delete: {
      parameters: {}
      responses: {
        204: { content?: never }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Set the logo; the body is a PNG, JPEG, GIF or WebP of at most 512 KiB */
    put: {
      parameters: {}
      requestBody: { content: { 'application/octet-stream': Blob | Uint8Array } }
      responses: {
        200: { content: { 'application/json': components['schemas']['BusinessProfile'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/business/logo/{version}': {
    /** The logo, for everybody */
    get: {
      parameters: {
        path: {
          version: string
        }
      }
      responses: {
        200: { content: { 'application/octet-stream': Blob | Uint8Array } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        502: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'upstream_failed'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/changes': {
    /** The global feed: everything that happened, at least once, in commit order */
    get: {
      parameters: {
        query?: {
          limit?: number
          cursor?: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['Change'])[]
          nextCursor: string
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_cursor'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        410: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'gone'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/changes/lag': {
    /** Whether an open transaction holds up the feed, and whose it is */
    get: {
      parameters: {}
      responses: {
        200: { content: { 'application/json': components['schemas']['FeedLag'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/channel-kinds': {
    /** The kinds of channels, with the form of settings of each */
    get: {
      parameters: {}
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['ChannelKind'])[]
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/channel-kinds/{kind}/discovery': {
    /** Find the settings of an address */
    post: {
      parameters: {
        path: {
          kind: string
        }
      }
      requestBody: { content: { 'application/json': {
          address: string
          /** Where the mailbox is, when that is known: `google`, `microsoft`. */
          provider?: string
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['ChannelDiscovery'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/channels': {
    /** The configured ways in and out */
    get: {
      parameters: {
        query?: {
          limit?: number
          cursor?: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['Channel'])[]
          nextCursor: string | null
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_cursor'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Connect a channel */
    post: {
      parameters: {}
      requestBody: { content: { 'application/json': {
          kind: string
          name: string
          settings?: { [name: string]: unknown }
          enabled?: boolean
        } } }
      responses: {
        201: { content: { 'application/json': components['schemas']['Channel'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'already_exists'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/channels/{id}': {
    /** Disconnect a channel; its entries stay on their threads */
    delete: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        204: { content?: never }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** One channel */
    get: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': components['schemas']['Channel'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Change a channel; secrets left out stay as they are */
    patch: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          name?: string
          settings?: { [name: string]: unknown }
          enabled?: boolean
          /** What you saw: where it is another by now, nothing is changed and the answer is `conflict`. */
          was?: {
            updatedAt: string
          }
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Channel'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'already_exists' | 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/channels/{id}/domain-check': {
    /** Look at the records of the domain that a channel sends from */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['DomainRecord'])[]
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/channels/{id}/floods': {
    /** What a web chat refused within the last day because too much came from too few networks */
    get: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['Flood'])[]
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/channels/{id}/inbound': {
    /** Hand in a customer’s message on a channel of kind `api` */
    post: {
      parameters: {
        path: {
          id: string
        }
        header?: {
          /** Stands for `id` where the body has none. */
          'Idempotency-Key'?: string
        }
      }
      requestBody: { content: { 'application/json': {
          /** The sender's own id: the same one twice is one entry. */
          id: string
          from: {
            kind: string
            value: string
            name?: string
            /** Default: asserted. More needs the permission identities.vouch. */
            assurance?: 'claimed' | 'asserted' | 'domain-authenticated' | 'possession-proven'
          }
          text?: string
          content?: { [name: string]: unknown }
          attachments?: ({
            name: string
            mediaType?: string
            data: string
          })[]
          occurredAt?: string
          /** An issue id of this customer that the message belongs to. */
          issueRef?: string
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Entry'] } }
        201: { content: { 'application/json': components['schemas']['Entry'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        422: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unusable_channel'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/channels/{id}/test': {
    /** Try the connection and say what was found */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          ok: boolean
          steps: ({
            name: string
            /** `name` as a code. */
            nameWords: (components['schemas']['Words'])[]
            ok: boolean
            sentence: string
            /** `sentence` as codes. */
            words: (components['schemas']['Words'])[]
          })[]
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/customers': {
    /** Find customers by name, any identity or order number */
    get: {
      parameters: {
        query?: {
          limit?: number
          cursor?: string
          query?: string
          /** Only people who are blocked. */
          blocked?: 'true'
        }
      }
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['CustomerRow'])[]
          nextCursor: string | null
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_cursor'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Add a customer */
    post: {
      parameters: {}
      requestBody: { content: { 'application/json': {
          displayName?: string
          identities?: ({
            kind: string
            value: string
            label?: string
            /** More than `asserted` needs the permission identities.vouch. */
            assurance?: 'claimed' | 'asserted' | 'domain-authenticated' | 'possession-proven' | 'host-authenticated'
            /** How you know that it is theirs, if you vouch for more. */
            reason?: string
          })[]
          attributes?: { [name: string]: string | number | boolean | null | (string)[] }
        } } }
      responses: {
        201: { content: { 'application/json': components['schemas']['Customer'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'identity_in_use'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/customers/{id}': {
    /** One customer; a merged id answers with the canonical record */
    get: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': components['schemas']['Customer'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Change name or attributes; an attribute set to null is removed */
    patch: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          displayName?: string | null
          attributes?: { [name: string]: string | number | boolean | null | (string)[] }
          /** What you saw: where it is another by now, nothing is changed and the answer is `conflict`. */
          was?: {
            displayName?: string | null
            /** Only those that you change; null for one that was not there. */
            attributes?: { [name: string]: string | number | boolean | null | (string)[] }
          }
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Customer'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/customers/{id}/addresses': {
    /** Every way to write to the customer, usable or not, with the reason */
    get: {
      parameters: {
        path: {
          id: string
        }
        query?: {
          issueId?: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          items: ({
            channel: {
              id: string
              kind: string
              name: string
            }
            identity: {
              id: string
              kind: string
              value: string
              assurance: 'claimed' | 'asserted' | 'domain-authenticated' | 'possession-proven' | 'host-authenticated'
            }
            usable: boolean
            /** A sentence: why it is offered first, or why it cannot be used. */
            reason: string
            /** `reason` as a code. */
            words: (components['schemas']['Words'])[]
            /** The same for programs, and for other languages. */
            reasonCode: 'wrote_last' | 'wrote_before' | 'unproven' | 'unused' | 'channel_off' | 'no_address' | 'blocked' | 'malformed' | 'came_back' | 'kept' | 'own_mailbox' | 'window_closed' | 'no_consent'
            isDefault: boolean
            /** Of a channel that takes answers only within a time of the customer’s last message. */
            window?: {
              state: 'open' | 'template-only' | 'refused'
              /** Of `open`. */
              until: string | null
            }
            /** How much of the conversation the channel quotes in answers; missing where it quotes nothing. */
            quotes?: 'last' | 'all'
            capabilities: {
              richText: boolean
              attachments: boolean
              subject: boolean
              cc: boolean
              /** Both sides are present: nothing is held back before it leaves. */
              live: boolean
            }
          })[]
          /** Of `issueId`: null without one, and where no mail of the customer is in it. */
          copies: {
            cc: ({
              name: string
              address: string
            })[]
            /** An answer goes to all of them unless somebody removes them: the mail was authenticated. Else they are offered only, since a forger chooses who is in copy. */
            isSet: boolean
            /** Where the mail asks for answers (Reply-To), beside its author and us. Offered only, also after an authenticated mail: an answer goes there when somebody adds it as a copy. Missing where there is none. */
            replyTo?: ({
              name: string
              address: string
              /** Not the domain of From: a trick of phishing. */
              isOtherDomain: boolean
            })[]
          } | null
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/customers/{id}/block': {
    /** Take the block of a person back; an address that is blocked by itself stays so */
    delete: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': components['schemas']['Customer'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Block a person on all channels: what they send is set aside, and nothing is sent to them */
    put: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          reason: string
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Customer'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/customers/{id}/consents': {
    /** What may be sent to each address of a customer, and who said so */
    get: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['AddressConsents'])[]
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Record that a customer wants no more messages at an address, or wants them again */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          identityId: string
          /** `service`: answers, and what they need to know; `proactive`: what nobody has asked for, such as offers. */
          purpose: 'service' | 'proactive'
          isGiven: boolean
          /** Left out: every way to the address. */
          medium?: string
          /** How you know. */
          reason: string
          /** What the customer said. */
          wording?: string
          /** When they said so; now where it is left out. Not in the future. */
          occurredAt?: string
          /** It was taken over from another system. */
          isImport?: boolean
        } } }
      responses: {
        201: { content: { 'application/json': components['schemas']['AddressConsents'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/customers/{id}/draft': {
    /** Your own draft on this thread */
    get: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          content: { [name: string]: unknown } | null
          updatedAt: string | null
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Keep your own draft; null drops it */
    put: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          content: { [name: string]: unknown } | null
          /** The draft that you went on from: where there is another by now, the answer is `conflict`. */
          was?: {
            updatedAt: string | null
          }
        } } }
      responses: {
        200: { content: { 'application/json': {
          updatedAt: string | null
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/customers/{id}/entries': {
    /** Write to the customer, or a note to colleagues */
    post: {
      parameters: {
        path: {
          id: string
        }
        header?: {
          /** Stands for `echoId` where the body has none. */
          'Idempotency-Key'?: string
        }
      }
      requestBody: { content: { 'application/json': {
          kind: 'message'
          text?: string
          content?: {
            text?: string
            html?: string
            subject?: string
            cc?: (string)[]
            /** Copies that the other recipients do not see. */
            bcc?: (string)[]
            /** False: this message quotes nothing of the conversation, whatever its channel does. */
            quotesHistory?: boolean
            data?: { [name: string]: unknown }
          }
          attachmentIds?: (string)[]
          /** Default: where the customer last wrote and can be reached. */
          channelId?: string
          /** The address to send to. */
          identityId?: string
          issueId?: string
          /** It opens an issue of its own, whatever else is open; not together with `issueId`. */
          newIssue?: boolean
          /** The same echoId of one author twice is one entry. */
          echoId?: string
          /** Held here for so long before it leaves, so that it can be taken back. Default: not at all. */
          holdSeconds?: number
        } | {
          kind: 'note'
          text: string
          /** Staff who are named in it, and get a notification. */
          mentions?: (string)[]
          issueId?: string
          echoId?: string
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Entry'] } }
        201: { content: { 'application/json': components['schemas']['Entry'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        422: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unreachable_customer' | 'unusable_channel'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/customers/{id}/identities': {
    /** Attach an address to a customer */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          kind: string
          value: string
          label?: string
          /** More than `asserted` needs the permission identities.vouch. */
          assurance?: 'claimed' | 'asserted' | 'domain-authenticated' | 'possession-proven' | 'host-authenticated'
          /** How you know that it is theirs, if you vouch for more. */
          reason?: string
        } } }
      responses: {
        201: { content: { 'application/json': components['schemas']['Identity'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'identity_in_use'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/customers/{id}/merges': {
    /** Say that two records are one person; the first stays canonical */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          otherCustomerId: string
          reason: string
        } } }
      responses: {
        201: { content: { 'application/json': components['schemas']['Merge'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'already_merged'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/customers/{id}/quotable': {
    /** What a message to this address would quote of the conversation */
    get: {
      parameters: {
        path: {
          id: string
        }
        query?: {
          /** Without one nothing is quoted: the message begins an issue. */
          issueId?: string
          /** Default: the channel of the customer’s last mail of the issue. */
          channelId?: string
          /** Default: the address of that mail. */
          identityId?: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          /** What the channel quotes to this address about this issue. */
          quotes: 'none' | 'last' | 'all'
          /** Newest first. Quoted are those before the first that one of the recipients has not had; only the first of them where `quotes` is `last`. */
          messages: ({
            entryId: string
            author: string
            at: string
            /** The author’s own words, as far as 500 characters go. */
            text: string
            /** The addresses that it was from or to, copies included, in normal form. */
            hadBy: (string)[]
          })[]
          hasMore: boolean
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/customers/{id}/scheduled-replies': {
    /** Replies to the customer that wait to be sent, or were held back, by time */
    get: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['ScheduledReply'])[]
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Write a reply that is sent at a later time, once, as long as you may still write to the customer then */
    post: {
      parameters: {
        path: {
          id: string
        }
        header?: {
          /** Stands for `echoId` where the body has none. */
          'Idempotency-Key'?: string
        }
      }
      requestBody: { content: { 'application/json': {
          message: {
            kind: 'message'
            text?: string
            content?: {
              text?: string
              html?: string
              subject?: string
              cc?: (string)[]
              /** Copies that the other recipients do not see. */
              bcc?: (string)[]
              /** False: this message quotes nothing of the conversation, whatever its channel does. */
              quotesHistory?: boolean
              data?: { [name: string]: unknown }
            }
            attachmentIds?: (string)[]
            channelId: string
            identityId: string
            issueId: string
          }
          /** In the future, and at most 28 days ahead. */
          sendAt: string
          onlyIfUnanswered?: boolean
          /** Whatever a client needs to edit it again; its author gets it back on cancelling. */
          draft?: { [name: string]: unknown }
          /** The same echoId of one author twice is one reply. */
          echoId: string
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['ScheduledReply'] } }
        201: { content: { 'application/json': components['schemas']['ScheduledReply'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        422: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unreachable_customer' | 'unusable_channel'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/customers/{id}/suggestions': {
    /** Likely duplicates, with score and evidence */
    get: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['Suggestion'])[]
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/customers/{id}/thread': {
    /** The canonical thread, oldest or newest first */
    get: {
      parameters: {
        path: {
          id: string
        }
        query?: {
          limit?: number
          cursor?: string
          order?: 'asc' | 'desc'
        }
      }
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['Entry'])[]
          nextCursor: string | null
          /** Where to subscribe to `thread:<customerId>` so that nothing after this page is missed. */
          streamCursor: string
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_cursor'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/entries/{id}': {
    /** One entry */
    get: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': components['schemas']['Entry'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/entries/{id}/confirmation': {
    /** Confirm that a mail in a colleague’s name is theirs; where it went to the customer, the issue is answered */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': Record<string, never> } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Entry'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/entries/{id}/deletion': {
    /** Delete a note: a further entry that refers to the first */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          reason?: string
        } } }
      responses: {
        201: { content: { 'application/json': components['schemas']['Entry'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/entries/{id}/edits': {
    /** Correct a note: a further entry that refers to the first */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          text: string
        } } }
      responses: {
        201: { content: { 'application/json': components['schemas']['Entry'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/entries/{id}/html': {
    /** The HTML body of a mail, sanitised for a sandboxed frame; remote content is named, not fetched */
    get: {
      parameters: {
        path: {
          id: string
        }
        query?: {
          /** Remote pictures come through us, from `/entries/:id/pictures/:key`; those that only track stay out */
          pictures?: 'shown'
        }
      }
      responses: {
        200: { content: { 'application/json': {
          html: string
          /** The quoted part, apart, so that it can be folded. */
          quotedHtml: string
          remote: ({
            kind: string
            url: string
          })[]
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        502: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'upstream_failed'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/entries/{id}/move': {
    /** Move an entry to another issue of the same customer, or to a new one */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          /** null opens a new issue for it. */
          issueId: string | null
          reason?: string
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Entry'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/entries/{id}/pictures/{key}': {
    /** A remote picture that a mail shows, fetched by us: without cookies, referrer or the address of the reader */
    get: {
      parameters: {
        path: {
          id: string
          key: string
        }
      }
      responses: {
        200: { content: { 'application/octet-stream': Blob | Uint8Array } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        502: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'upstream_failed'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/entries/{id}/recall': {
    /** Recall your own message that has not left yet; it stays on the thread as refused, for staff only */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': Record<string, never> } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Entry'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/entries/{id}/sending': {
    /** Send again what failed, or at once what waits for its next attempt: the same message, under the same Message-ID */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': Record<string, never> } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Entry'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        422: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unusable_channel'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/entries/{id}/taking-back': {
    /** Recall your own message that has not left yet; it stays on the thread as refused, for staff only */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': Record<string, never> } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Entry'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/entries/{id}/versions': {
    /** What an entry said first, and each edit since, oldest first */
    get: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['EntryVersion'])[]
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/failed-steps': {
    /** Automatic steps that failed, newest first */
    get: {
      parameters: {
        query?: {
          limit?: number
          cursor?: string
          /** `waiting`: it is tried again by itself. `set_aside`: it failed too often, and waits for a person. */
          state?: 'waiting' | 'set_aside'
          /** `reaction`: it should have followed from an event. `timer`: it was to be done at a certain time. */
          kind?: 'reaction' | 'timer'
        }
      }
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['FailedStep'])[]
          nextCursor: string | null
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_cursor'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/failed-steps/{id}': {
    /** Give up a step that was set aside: it is never done */
    delete: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        204: { content?: never }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/failed-steps/{id}/retry': {
    /** Try a step that was set aside once more */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        202: { content: { 'application/json': components['schemas']['FailedStep'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/first-steps': {
    /** Which first steps of a new installation have been done */
    get: {
      parameters: {}
      responses: {
        200: { content: { 'application/json': {
          steps: ({
            name: 'mail_channel' | 'mail_arrived' | 'answered' | 'teammate' | 'widget'
            done: boolean
          })[]
          /** While no customer’s mail has arrived: the newest that came from an address of ours. Receiving works; it is no customer’s, and waits in the quarantine. */
          ownMail: {
            address: string
          } | null
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/handovers/{id}': {
    /** What was passed on with an issue, and whether somebody has taken it */
    get: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': components['schemas']['Handover'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/handovers/{id}/acknowledgement': {
    /** Say that you take what was handed over to you, or to a team of yours */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody?: { content: { 'application/json': Record<string, never> } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Handover'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/identities/{id}': {
    /** Detach an address; its entries stay where they are and a later contact from it starts a new customer */
    delete: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        204: { content?: never }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Label an address, mark it shared, block it, or vouch that it is the customer’s */
    patch: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          label?: string | null
          shared?: boolean
          blocked?: boolean
          /** May only rise, and only to what the caller can vouch for. */
          assurance?: 'claimed' | 'asserted' | 'domain-authenticated' | 'possession-proven' | 'host-authenticated'
          /** How you know it, required with `assurance`; or why it is blocked. */
          reason?: string
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Identity'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'identity_in_use' | 'already_merged' | 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/inbound': {
    /** The quarantine: what came in and was set aside or failed */
    get: {
      parameters: {
        query?: {
          limit?: number
          cursor?: string
          state?: 'set_aside' | 'failed'
          /** Words of the sender, the subject or the beginning, in any spelling of accents. */
          query?: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['InboundRecord'])[]
          nextCursor: string | null
          /** How many there are that the query finds, of either state; together at most 1000 are counted. */
          counts: {
            set_aside: number
            failed: number
          }
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_cursor'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/inbound/{id}/replay': {
    /** Release a message from the quarantine */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': components['schemas']['InboundRecord'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        502: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'upstream_failed'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/invitation-offer': {
    /** Whether people can be invited by mail, and from which address */
    get: {
      parameters: {}
      responses: {
        200: { content: { 'application/json': {
          /** The address that invitations come from; null: they are not offered. */
          from: string | null
          /** no_mail: no channel can send mail. passwords_off: people sign in by the OpenID provider only. */
          why: 'no_mail' | 'passwords_off' | null
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/invitations/accept': {
    /** Choose the first password with the link of an invitation, which works once */
    post: {
      parameters: {}
      requestBody: { content: { 'application/json': {
          token: string
          password: string
        } } }
      responses: {
        200: { content: { 'application/json': {
          email: string
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'guessable_password' | 'invalid_json'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/invitations/read': {
    /** Whom a link of an invitation is for */
    post: {
      parameters: {}
      requestBody: { content: { 'application/json': {
          token: string
        } } }
      responses: {
        200: { content: { 'application/json': {
          name: string
          email: string
          companyName: string | null
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/issues': {
    /** The inbox */
    get: {
      parameters: {
        query?: {
          limit?: number
          cursor?: string
          /** Issues that were marked as spam. Left out: `any` of one customer or by number, else `without`. */
          spam?: 'without' | 'only' | 'any'
          /** Issues that are in the trash. Left out: `without`. With `only`, `status` may be left out or name `resolved`. */
          trash?: 'without' | 'only' | 'any'
          /** One or more of the statuses, separated by commas; `active` stands for all but snoozed and resolved. */
          status?: string
          ownerId?: string
          teamId?: string
          /** The channel that was last used on the issue. */
          channelId?: string
          /** One or more of the priorities, separated by commas. */
          priority?: string
          /** Only those that you follow. */
          followed?: 'true'
          /** Ids of tags, separated by commas: issues with at least one of them. */
          tagsAny?: string
          /** Ids of tags, separated by commas: issues with all of them. */
          tagsAll?: string
          /** Ids of tags, separated by commas: issues with none of them. */
          tagsNone?: string
          customerId?: string
          /** The one with this number. */
          number?: number
          queue?: 'mine' | 'unassigned' | 'all'
          /** Only those that you have not read. */
          unread?: 'true'
          /** By last activity. */
          sort?: 'newest' | 'oldest'
        }
      }
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['Issue'])[]
          nextCursor: string | null
          reads: {
            /** What customers wrote before is not unread for the caller; null for a program, which has nothing to read. */
            since: string | null
            items: (components['schemas']['IssueRead'])[]
          }
          /** Customers of this page to whom you have begun to write. */
          draftsOf: (string)[]
          streamCursor: string
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_cursor'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/issues/bulk': {
    /** Make the same change to up to 500 issues; each by itself, so that one that is refused stops no other */
    post: {
      parameters: {}
      requestBody: { content: { 'application/json': {
          ids: (string)[]
          change: {
            kind: 'assign'
            /** null for nobody; left out: as before. */
            ownerId?: string | null
            /** null for none; left out: as before. */
            teamId?: string | null
          } | {
            kind: 'priority'
            priority: 'low' | 'normal' | 'high' | 'urgent'
          } | {
            /** Ids of tags. */
            add?: (string)[]
            /** Ids of tags. */
            remove?: (string)[]
            kind: 'tags'
          } | {
            kind: 'close'
          } | {
            kind: 'reopen'
          } | {
            kind: 'trash'
          } | {
            kind: 'restore'
          } | {
            kind: 'snooze'
            until: string
          }
          /** By id, what you saw of it: an issue of which that is another by now is refused with `conflict`. */
          was?: { [name: string]: {
            subject?: string
            topic?: string | null
            priority?: 'low' | 'normal' | 'high' | 'urgent'
            ownerId?: string | null
            teamId?: string | null
            status?: 'open' | 'waiting_on_us' | 'waiting_on_customer' | 'snoozed' | 'resolved'
            snoozedUntil?: string | null
            spam?: boolean
          } }
        } } }
      responses: {
        200: { content: { 'application/json': {
          /** In the order of `ids`, each once. */
          items: ({
            id: string
            /** `unchanged`: it stood so already. `refused`: it is as it was, and `problem` says why. */
            outcome: 'changed' | 'unchanged' | 'refused'
            /** As it is now; null where it was refused. */
            issue: components['schemas']['Issue'] | null
            problem: {
              code: string
              detail: string
              words: (components['schemas']['Words'])[]
            } | null
          })[]
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/issues/counts': {
    /** How many issues each queue lists under a filter; counting stops at `cappedAt` */
    get: {
      parameters: {
        query?: {
          /** Issues that were marked as spam. Left out: `any` of one customer or by number, else `without`. */
          spam?: 'without' | 'only' | 'any'
          /** Issues that are in the trash. Left out: `without`. With `only`, `status` may be left out or name `resolved`. */
          trash?: 'without' | 'only' | 'any'
          /** As in the list; left out: `active`. */
          status?: string
          ownerId?: string
          teamId?: string
          /** The channel that was last used on the issue. */
          channelId?: string
          /** One or more of the priorities, separated by commas. */
          priority?: string
          /** Only those that you follow. */
          followed?: 'true'
          /** Ids of tags, separated by commas: issues with at least one of them. */
          tagsAny?: string
          /** Ids of tags, separated by commas: issues with all of them. */
          tagsAll?: string
          /** Ids of tags, separated by commas: issues with none of them. */
          tagsNone?: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          mine: number
          unassigned: number
          all: number
          /** Snoozed ones, whatever `status` says. */
          snoozed: number
          /** Of `mine`, those that you have not read. */
          unread: number
          cappedAt: number
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/issues/{id}': {
    /** One issue; a merged one answers with where it went in `mergedIntoId` */
    get: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': components['schemas']['Issue'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Change what an issue is about or who has it */
    patch: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          subject?: string
          topic?: string | null
          priority?: 'low' | 'normal' | 'high' | 'urgent'
          ownerId?: string | null
          teamId?: string | null
          customFields?: { [name: string]: string | number | boolean | null | (string)[] }
          /** What you saw: where it is another by now, nothing is changed and the answer is `conflict`. */
          was?: {
            subject?: string
            topic?: string | null
            priority?: 'low' | 'normal' | 'high' | 'urgent'
            ownerId?: string | null
            teamId?: string | null
            status?: 'open' | 'waiting_on_us' | 'waiting_on_customer' | 'snoozed' | 'resolved'
            snoozedUntil?: string | null
            spam?: boolean
          }
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Issue'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/issues/{id}/assignment': {
    /** Give an issue to a person or a team; null for nobody */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          ownerId?: string | null
          teamId?: string | null
          /** What you saw: where it is another by now, nothing is changed and the answer is `conflict`. */
          was?: {
            subject?: string
            topic?: string | null
            priority?: 'low' | 'normal' | 'high' | 'urgent'
            ownerId?: string | null
            teamId?: string | null
            status?: 'open' | 'waiting_on_us' | 'waiting_on_customer' | 'snoozed' | 'resolved'
            snoozedUntil?: string | null
            spam?: boolean
          }
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Issue'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/issues/{id}/changes': {
    /** The history of an issue, oldest first: status, owner, team, topic, priority, subject, by whom and when */
    get: {
      parameters: {
        path: {
          id: string
        }
        query?: {
          limit?: number
          cursor?: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['IssueChange'])[]
          nextCursor: string | null
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_cursor'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/issues/{id}/closure': {
    /** Resolve an issue */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody?: { content: { 'application/json': {
          reason?: string
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Issue'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'issue_not_open' | 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/issues/{id}/earlier-steps': {
    /** What was tried before on this issue and on like issues of the same customer, newest first */
    get: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['EarlierStep'])[]
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/issues/{id}/following': {
    /** Follow an issue no more */
    delete: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': components['schemas']['Issue'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Follow an issue: you are notified of what happens on it, also when it is assigned to somebody else */
    put: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': components['schemas']['Issue'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/issues/{id}/forwarding': {
    /** What would be forwarded: the text, the files, the subject, and how large it may be */
    get: {
      parameters: {
        path: {
          id: string
        }
        query?: {
          entryId?: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          subject: string
          /** Head and text of each message, as it stands below one’s own words. */
          text: string
          messageCount: number
          /** Of the forwarded messages; `fileIds` names those that go along. */
          files: (components['schemas']['Attachment'])[]
          /** By which it leaves. */
          channel: {
            id: string
            name: string
          }
          maxFiles: number
          /** Of all files together. */
          maxTotalBytes: number
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        422: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unusable_channel'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/issues/{id}/forwards': {
    /** Forward a message, or all messages of an issue, to somebody who is not the customer */
    post: {
      parameters: {
        path: {
          id: string
        }
        header?: {
          /** Stands for `echoId` where the body has none. */
          'Idempotency-Key'?: string
        }
      }
      requestBody: { content: { 'application/json': {
          to: (string)[]
          /** One’s own words, above what is forwarded. */
          text?: string
          /** Default: `Fwd: ` and the subject of what is forwarded. */
          subject?: string
          /** One message of the issue. Default: all of them. */
          entryId?: string
          /** The answer to a forward that this answers; not together with `entryId`. */
          answers?: string
          /** Files of what is forwarded. Default: all. */
          fileIds?: (string)[]
          /** Files of one’s own, uploaded before. */
          attachmentIds?: (string)[]
          /** The same echoId of one author twice is one entry. */
          echoId?: string
          /** Held here for so long before it leaves, so that it can be recalled. Default: not at all. */
          holdSeconds?: number
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Entry'] } }
        201: { content: { 'application/json': components['schemas']['Entry'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        422: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unusable_channel'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/issues/{id}/handover': {
    /** Pass an issue on with what was asked, tried and promised, and what comes next */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          ownerId?: string | null
          teamId?: string | null
          asked?: string
          tried?: string
          promised?: string
          next?: string
          note?: string
          /** Who had it as you saw it: where it is another by now, nothing is changed and the answer is `conflict`. */
          was?: {
            ownerId?: string | null
            teamId?: string | null
          }
        } } }
      responses: {
        201: { content: { 'application/json': components['schemas']['Issue'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/issues/{id}/links': {
    /** Issues of other customers that belong to this one */
    get: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['IssueLink'])[]
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/issues/{id}/merges': {
    /** Say that two issues of one customer are one problem; the first stays */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          otherIssueId: string
          reason?: string
        } } }
      responses: {
        201: { content: { 'application/json': components['schemas']['Issue'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict' | 'already_merged'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/issues/{id}/reading': {
    /** Mark an issue as unread for yourself */
    delete: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': components['schemas']['IssueRead'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** You have read an issue up to here; your other tabs and devices show it */
    put: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          /** `lastContactAt` as you saw it: what came since stays unread. */
          upTo: string | null
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['IssueRead'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/issues/{id}/reopening': {
    /** Reopen a resolved or snoozed issue */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody?: { content: { 'application/json': {
          reason?: string
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Issue'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/issues/{id}/snooze': {
    /** Hide an issue until a time, or until the customer writes */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          until: string
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Issue'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'issue_not_open' | 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/issues/{id}/spam': {
    /** It was no spam: the issue stands as it did before */
    delete: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': components['schemas']['Issue'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Mark an issue as spam: it is resolved, and only the list of spam shows it */
    put: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': components['schemas']['Issue'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/issues/{id}/tags': {
    /** Add tags to an issue and remove some; it has 100 at most */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          /** Ids of tags. */
          add?: (string)[]
          /** Ids of tags. */
          remove?: (string)[]
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Issue'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/issues/{id}/trash': {
    /** Take an issue out of the trash: it stands as it did before */
    delete: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': components['schemas']['Issue'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Move an issue to the trash: it is resolved, and only the list of the trash shows it */
    put: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': components['schemas']['Issue'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/me': {
    /** Who is asking, and what they may do */
    get: {
      parameters: {}
      responses: {
        200: { content: { 'application/json': {
          kind: 'staff' | 'token'
          id: string
          name: string
          email: string | null
          role: string
          permissions: ('audit.read' | 'business.manage' | 'channels.read' | 'channels.manage' | 'channels.receive' | 'mail.replay' | 'customers.read' | 'customers.write' | 'customers.merge' | 'identities.vouch' | 'changes.read' | 'issues.read' | 'issues.write' | 'operation.read' | 'replies.manage' | 'staff.read' | 'staff.manage' | 'tokens.manage' | 'tags.manage' | 'thread.read' | 'thread.write' | 'notes.manage' | 'files.manage' | 'webhooks.manage')[]
          companyName: string | null
          photoUrl: string | null
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/me/notification-mailbox': {
    /** Whether notifications can reach you by mail */
    get: {
      parameters: {}
      responses: {
        200: { content: { 'application/json': components['schemas']['NotificationMailbox'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/me/notification-mailbox/proof': {
    /** Prove your address with what the link of that mail holds */
    post: {
      parameters: {}
      requestBody: { content: { 'application/json': {
          token: string
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['NotificationMailbox'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/me/notification-mailbox/proof-mail': {
    /** Get the mail whose link proves your address; at most one a minute */
    post: {
      parameters: {}
      requestBody: { content: { 'application/json': {
          language: 'en' | 'de' | 'fr'
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['NotificationMailbox'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        502: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'upstream_failed'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/me/photo': {
    /** Remove your photo */
    delete: {
      parameters: {}
      responses: {
        204: { content?: never }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Set your photo; the body is a PNG, JPEG or WebP of at most 1 MiB and 2048 pixels a side */
    put: {
      parameters: {}
      requestBody: { content: { 'application/octet-stream': Blob | Uint8Array } }
      responses: {
        200: { content: { 'application/json': {
          /** For everybody who has it. Another photo has another address. */
          photoUrl: string | null
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/me/preferences': {
    /** Your preferences; a token has the defaults */
    get: {
      parameters: {}
      responses: {
        200: { content: { 'application/json': components['schemas']['Preferences'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Change your preferences; what is left out stays */
    patch: {
      parameters: {}
      requestBody: { content: { 'application/json': {
          /** Null: whatever the browser prefers. */
          language?: 'en' | 'de' | 'fr' | null
          density?: 'comfortable' | 'compact'
          /** Kinds of notifications that this person does not want. */
          mutedNotifications?: ('assigned' | 'mentioned' | 'answered' | 'handed_over' | 'handover_acknowledged' | 'snooze_ended' | 'not_delivered' | 'answered_elsewhere' | 'forward_answered' | 'not_sent' | 'followed' | 'account_attacked' | 'sign_in_attacked' | 'channel_flooded')[]
          /** Which notifications go by mail as well, and when. */
          mailNotifications?: components['schemas']['MailNotifications']
          /** When an issue is followed by itself: when one is named in a note, when one answers. Usually never. */
          followWhen?: ('mentioned' | 'answered')[]
          /** Senders, by identity, whose remote pictures are always shown where their mail is authenticated. */
          picturesFrom?: (string)[]
          /** Under every mail that this person writes, above that of the channel or the company. */
          signature?: string
          /** Hints that were put away for good, by name. */
          dismissed?: (string)[]
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Preferences'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/merges/{id}/undo': {
    /** Take a merge back, exactly */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': components['schemas']['Merge'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'merge_already_undone'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/nodes': {
    /** The nodes that run now, what each does alone, and whether they share one file store */
    get: {
      parameters: {}
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['Node'])[]
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/notifications': {
    /** Your notifications, newest first; a token has none */
    get: {
      parameters: {
        query?: {
          limit?: number
          cursor?: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['Notification'])[]
          nextCursor: string | null
          /** Of all of them; counting stops at 100. */
          unread: number
          streamCursor: string
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_cursor'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/notifications/reading': {
    /** Mark some as read, or all that are about an issue, or all */
    post: {
      parameters: {}
      requestBody: { content: { 'application/json': {
          ids?: (string)[]
          issueId?: string
          all?: true
        } } }
      responses: {
        200: { content: { 'application/json': {
          unread: number
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'csrf_rejected'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/outbox': {
    /** Mail kept for reading because no outgoing server is configured */
    get: {
      parameters: {
        query?: {
          limit?: number
          cursor?: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          items: ({
            id: string
            entryId: string | null
            from: string
            to: (string)[]
            subject: string
            text: string
            messageId: string
            sentAt: string
          })[]
          nextCursor: string | null
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_cursor'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/own-addresses': {
    /** The mail domains and groups that are ours beside channels and staff */
    get: {
      parameters: {}
      responses: {
        200: { content: { 'application/json': components['schemas']['OwnAddresses'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Say which mail domains and groups are ours */
    put: {
      parameters: {}
      requestBody: { content: { 'application/json': {
          domains: (string)[]
          groups: (string)[]
          /** What you saw: where it is another by now, nothing is changed and the answer is `conflict`. */
          was?: {
            updatedAt: string | null
          }
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['OwnAddresses'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/presence': {
    /** Say whether you are here */
    put: {
      parameters: {}
      requestBody: { content: { 'application/json': {
          state: 'online' | 'away' | 'offline'
        } } }
      responses: {
        200: { content: { 'application/json': {
          state: 'online' | 'away' | 'offline'
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/recipients': {
    /** The customer whom a mail address belongs to, so that they can be written to; a new one where nobody has it */
    post: {
      parameters: {}
      requestBody: { content: { 'application/json': {
          email: string
        } } }
      responses: {
        200: { content: { 'application/json': {
          customerId: string
          /** The address, for `POST /customers/{id}/entries`. */
          identityId: string
          /** Nobody had it: the customer was added, with the address as an unverified one. */
          isNew: boolean
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'identity_in_use'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        422: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unusable_channel'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/roles': {
    /** Built-in and custom roles */
    get: {
      parameters: {}
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['Role'])[]
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Make a role from permissions */
    post: {
      parameters: {}
      requestBody: { content: { 'application/json': {
          name: string
          permissions: ('audit.read' | 'business.manage' | 'channels.read' | 'channels.manage' | 'channels.receive' | 'mail.replay' | 'customers.read' | 'customers.write' | 'customers.merge' | 'identities.vouch' | 'changes.read' | 'issues.read' | 'issues.write' | 'operation.read' | 'replies.manage' | 'staff.read' | 'staff.manage' | 'tokens.manage' | 'tags.manage' | 'thread.read' | 'thread.write' | 'notes.manage' | 'files.manage' | 'webhooks.manage')[]
        } } }
      responses: {
        201: { content: { 'application/json': components['schemas']['Role'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'already_exists'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/roles/{id}': {
    /** Remove a custom role that nobody has */
    delete: {
      parameters: {
        path: {
          /** The name of a role that the company made. */
          id: string
        }
      }
      responses: {
        204: { content?: never }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Change what a custom role may do, for everybody who has it at once */
    patch: {
      parameters: {
        path: {
          /** The name of a role that the company made. */
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          permissions: ('audit.read' | 'business.manage' | 'channels.read' | 'channels.manage' | 'channels.receive' | 'mail.replay' | 'customers.read' | 'customers.write' | 'customers.merge' | 'identities.vouch' | 'changes.read' | 'issues.read' | 'issues.write' | 'operation.read' | 'replies.manage' | 'staff.read' | 'staff.manage' | 'tokens.manage' | 'tags.manage' | 'thread.read' | 'thread.write' | 'notes.manage' | 'files.manage' | 'webhooks.manage')[]
          /** What you saw: where it is another by now, nothing is changed and the answer is `conflict`. */
          was?: {
            permissions: ('audit.read' | 'business.manage' | 'channels.read' | 'channels.manage' | 'channels.receive' | 'mail.replay' | 'customers.read' | 'customers.write' | 'customers.merge' | 'identities.vouch' | 'changes.read' | 'issues.read' | 'issues.write' | 'operation.read' | 'replies.manage' | 'staff.read' | 'staff.manage' | 'tokens.manage' | 'tags.manage' | 'thread.read' | 'thread.write' | 'notes.manage' | 'files.manage' | 'webhooks.manage')[]
          }
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Role'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/saved-replies': {
    /** Everybody's saved replies and your own, by name */
    get: {
      parameters: {}
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['SavedReply'])[]
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Save a reply for yourself, or for everybody (which needs the permission replies.manage) */
    post: {
      parameters: {}
      requestBody: { content: { 'application/json': {
          name: string
          shortcut?: string | null
          text: string
          html?: string
          shared?: boolean
        } } }
      responses: {
        201: { content: { 'application/json': components['schemas']['SavedReply'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'already_exists'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/saved-replies/{id}': {
    /** Remove a saved reply; what was sent with it stays */
    delete: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        204: { content?: never }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Change a saved reply, or whose it is */
    patch: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          name?: string
          shortcut?: string | null
          text?: string
          html?: string
          shared?: boolean
          /** What you saw: where it is another by now, nothing is changed and the answer is `conflict`. */
          was?: {
            updatedAt: string
          }
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['SavedReply'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'already_exists' | 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/scheduled-replies/{id}': {
    /** Cancel a scheduled reply; its author gets back what they need to edit it */
    delete: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          draft: { [name: string]: unknown } | null
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Send a scheduled reply of your own at another time */
    patch: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          sendAt: string
          onlyIfUnanswered?: boolean
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['ScheduledReply'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/scheduled-replies/{id}/sending': {
    /** Send a scheduled reply of your own now, also when the customer has written */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': components['schemas']['ScheduledReply'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/search': {
    /** Words anywhere on any thread, newest first */
    get: {
      parameters: {
        query?: {
          limit?: number
          cursor?: string
          q?: string
          /** The former name of `q`, understood for one more release. */
          query?: string
          /** Ids of tags, separated by commas: only what belongs to an issue with at least one of them. Needs `issues.read`. */
          tagsAny?: string
          /** The same: to an issue with all of them. */
          tagsAll?: string
          /** The same: to an issue with none of them. */
          tagsNone?: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          items: ({
            entry: components['schemas']['Entry']
            customerName: string | null
            /** Null where there is none, and without `issues.read`. */
            issue: {
              id: string
              number: number
              subject: string
              status: 'open' | 'waiting_on_us' | 'waiting_on_customer' | 'snoozed' | 'resolved'
            } | null
            /** A line around the first place where something of the query stands. */
            snippet: string
            /** What was asked for in the snippet: from `start` up to `end`, in UTF-16 code units. */
            highlights: ({
              start: number
              end: number
            })[]
          })[]
          nextCursor: string | null
          /** Until older entries are indexed, after an upgrade: what was recorded before this is not found yet. */
          indexedSince: string | null
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_cursor'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/setup': {
    /** Whether the first admin still has to be made */
    get: {
      parameters: {}
      responses: {
        200: { content: { 'application/json': {
          needed: boolean
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Make the first admin, with the one-time token of the link printed at start */
    post: {
      parameters: {}
      requestBody: { content: { 'application/json': {
          token: string
          name: string
          email: string
          password: string
          companyName?: string
        } } }
      responses: {
        201: { content: { 'application/json': components['schemas']['StaffMember'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'guessable_password' | 'invalid_json'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'setup_already_done'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/skills': {
    /** Skills that routing may ask for */
    get: {
      parameters: {}
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['Skill'])[]
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Add a skill */
    post: {
      parameters: {}
      requestBody: { content: { 'application/json': {
          name: string
          staffIds?: (string)[]
        } } }
      responses: {
        201: { content: { 'application/json': components['schemas']['Skill'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'already_exists'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/staff': {
    /** The people who answer */
    get: {
      parameters: {
        query?: {
          limit?: number
          cursor?: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['StaffMember'])[]
          nextCursor: string | null
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_cursor'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Add a person, with a first password or by an invitation to choose their own */
    post: {
      parameters: {}
      requestBody: { content: { 'application/json': {
          name: string
          email: string
          /** Left out with `invite` only. */
          password?: string
          /** Instead of a password. */
          invite?: {
            language: 'en' | 'de' | 'fr'
          }
          role?: string
        } } }
      responses: {
        201: { content: { 'application/json': components['schemas']['StaffMember'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'guessable_password' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'already_exists' | 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/staff-photos/{version}': {
    /** A photo, for everybody who has its address */
    get: {
      parameters: {
        path: {
          version: string
        }
      }
      responses: {
        200: { content: { 'application/octet-stream': Blob | Uint8Array } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        502: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'upstream_failed'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/staff/{id}': {
    /** Change a person’s name or role, or switch their access off; the last admin stays */
    patch: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          name?: string
          role?: string
          active?: boolean
          /** API tokens that the person made do no more than the person may do, and nothing once their access is off. True: you stand for these tokens from now on, and they go on as they are. Needs tokens.manage. */
          keepTokens?: boolean
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['StaffMember'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/staff/{id}/first-password': {
    /** Give a first password to a person who has none; an invitation ends */
    put: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          password: string
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['StaffMember'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'guessable_password' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/staff/{id}/invitation': {
    /** Revoke an invitation: its link no longer works */
    delete: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        204: { content?: never }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Send an invitation to a person who has not signed in yet; earlier links no longer work */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          language: 'en' | 'de' | 'fr'
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['StaffMember'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/staff/{id}/photo': {
    /** Remove the photo of a colleague */
    delete: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        204: { content?: never }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/tags': {
    /** Every tag by name, archived ones too */
    get: {
      parameters: {}
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['Tag'])[]
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Add a tag; two names that differ in case or in form alone are the same */
    post: {
      parameters: {}
      requestBody: { content: { 'application/json': {
          name: string
          colour?: 'gray' | 'red' | 'orange' | 'yellow' | 'green' | 'teal' | 'blue' | 'indigo' | 'purple' | 'pink'
          description?: string
        } } }
      responses: {
        201: { content: { 'application/json': components['schemas']['Tag'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'already_exists' | 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/tags/{id}': {
    /** Delete a tag: no issue shows it any more, until it is restored */
    delete: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        204: { content?: never }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Rename a tag, describe it, archive it or take it out of the archive; its issues keep it */
    patch: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          name?: string
          colour?: 'gray' | 'red' | 'orange' | 'yellow' | 'green' | 'teal' | 'blue' | 'indigo' | 'purple' | 'pink'
          description?: string
          archived?: boolean
          /** What you saw: where it is another by now, nothing is changed and the answer is `conflict`. */
          was?: {
            updatedAt: string
          }
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Tag'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'already_exists' | 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/tags/{id}/merges': {
    /** Merge another tag into this one: its issues have this one from now on */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          otherTagId: string
        } } }
      responses: {
        201: { content: { 'application/json': components['schemas']['Tag'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/tags/{id}/merges/undo': {
    /** Undo a merge of tags: the other one is a tag of its own again, with the issues that it had */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          otherTagId: string
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Tag'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict' | 'already_exists'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/tags/{id}/restoration': {
    /** Undo that a tag was deleted: its issues have it again */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        200: { content: { 'application/json': components['schemas']['Tag'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'already_exists' | 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/teams': {
    /** Teams */
    get: {
      parameters: {}
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['Team'])[]
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Add a team */
    post: {
      parameters: {}
      requestBody: { content: { 'application/json': {
          name: string
          memberIds?: (string)[]
        } } }
      responses: {
        201: { content: { 'application/json': components['schemas']['Team'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'already_exists'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/teams/{id}': {
    /** Remove a team; its people and its issues stay */
    delete: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        204: { content?: never }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Rename a team, or say who is in it */
    patch: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          name?: string
          memberIds?: (string)[]
          /** What you saw: where it is another by now, nothing is changed and the answer is `conflict`. */
          was?: {
            name: string
            memberIds: (string)[]
          }
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Team'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'already_exists' | 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/tokens': {
    /** API tokens; their values are shown once, when they are made */
    get: {
      parameters: {}
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['ApiToken'])[]
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Make an API token */
    post: {
      parameters: {}
      requestBody: { content: { 'application/json': {
          name: string
          /** Required: a token has no default role. */
          role: string
          expiresAt?: string
        } } }
      responses: {
        201: { content: { 'application/json': {
          id: string
          name: string
          role: string
          /** Who made it; null for the first one, which the settings named. */
          createdBy: {
            kind: 'staff' | 'token'
            id: string
            name: string
          } | null
          /** The person whose limits it has, also when it was made with a token of theirs; null for the first one and those made with it. */
          standsFor: {
            id: string
            name: string
          } | null
          /** False once the person who stands for it has no access any more. */
          works: boolean
          /** What it may do now: what its role allows, and no more than the person who stands for it. */
          permissions: ('audit.read' | 'business.manage' | 'channels.read' | 'channels.manage' | 'channels.receive' | 'mail.replay' | 'customers.read' | 'customers.write' | 'customers.merge' | 'identities.vouch' | 'changes.read' | 'issues.read' | 'issues.write' | 'operation.read' | 'replies.manage' | 'staff.read' | 'staff.manage' | 'tokens.manage' | 'tags.manage' | 'thread.read' | 'thread.write' | 'notes.manage' | 'files.manage' | 'webhooks.manage')[]
          lastUsedAt: string | null
          expiresAt: string | null
          createdAt: string
          /** Shown this once. */
          token: string
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/tokens/{id}': {
    /** Revoke an API token at once, and the tokens that were made with it */
    delete: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        204: { content?: never }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/views': {
    /** Saved views of the inbox: your own and the shared ones, by name */
    get: {
      parameters: {}
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['SavedView'])[]
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Save a filter and an order under a name; a shared view needs `issues.write` */
    post: {
      parameters: {}
      requestBody: { content: { 'application/json': {
          name: string
          shared?: boolean
          filter: {
            /** `mine` is the reader, so that a shared view fits everybody. */
            queue?: 'mine' | 'unassigned' | 'all'
            /** Empty: all but snoozed and resolved. */
            statuses?: ('open' | 'waiting_on_us' | 'waiting_on_customer' | 'snoozed' | 'resolved')[]
            priorities?: ('low' | 'normal' | 'high' | 'urgent')[]
            ownerId?: string | null
            teamId?: string | null
            /** The channel that was last used on the issue. */
            channelId?: string | null
            /** Only those that the reader follows. */
            followed?: boolean
            /** Only those that the reader has not read. */
            unread?: boolean
            /** With at least one of these tags. */
            tagsAny?: (string)[]
            /** With all of these tags. */
            tagsAll?: (string)[]
            /** With none of these tags. */
            tagsNone?: (string)[]
          }
          sort?: 'newest' | 'oldest'
        } } }
      responses: {
        201: { content: { 'application/json': components['schemas']['SavedView'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/views/counts': {
    /** How many issues each of your views holds; counting stops at `cappedAt` */
    get: {
      parameters: {}
      responses: {
        200: { content: { 'application/json': {
          items: ({
            id: string
            count: number
          })[]
          cappedAt: number
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/views/{id}': {
    /** Remove a view; the issues in it stay as they are */
    delete: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        204: { content?: never }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Change a view of your own; those who manage staff may change every shared one */
    patch: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          name?: string
          shared?: boolean
          filter?: {
            /** `mine` is the reader, so that a shared view fits everybody. */
            queue?: 'mine' | 'unassigned' | 'all'
            /** Empty: all but snoozed and resolved. */
            statuses?: ('open' | 'waiting_on_us' | 'waiting_on_customer' | 'snoozed' | 'resolved')[]
            priorities?: ('low' | 'normal' | 'high' | 'urgent')[]
            ownerId?: string | null
            teamId?: string | null
            /** The channel that was last used on the issue. */
            channelId?: string | null
            /** Only those that the reader follows. */
            followed?: boolean
            /** Only those that the reader has not read. */
            unread?: boolean
            /** With at least one of these tags. */
            tagsAny?: (string)[]
            /** With all of these tags. */
            tagsAll?: (string)[]
            /** With none of these tags. */
            tagsNone?: (string)[]
          }
          sort?: 'newest' | 'oldest'
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['SavedView'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/webchat/{channelId}': {
    /** What a widget needs before anybody has said anything; stores nothing */
    get: {
      parameters: {
        path: {
          channelId: string
        }
      }
      responses: {
        200: { content: { 'application/json': components['schemas']['WebchatSettings'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'origin_not_allowed'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/webchat/{channelId}/files': {
    /** Upload a file to send; the body is the bytes, the name is in the query */
    post: {
      parameters: {
        path: {
          channelId: string
        }
        query: {
          name: string
        }
      }
      requestBody: { content: { 'application/octet-stream': Blob | Uint8Array } }
      responses: {
        201: { content: { 'application/json': components['schemas']['VisitorAttachment'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'session_over' | 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'origin_not_allowed' | 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_files' | 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/webchat/{channelId}/files/{fileId}': {
    /** The bytes of a file of a message that this visitor may see, or of their own upload */
    get: {
      parameters: {
        path: {
          channelId: string
          fileId: string
        }
      }
      responses: {
        200: { content: { 'application/octet-stream': Blob | Uint8Array } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated' | 'session_over'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'origin_not_allowed'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'conflict'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        502: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'upstream_failed'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/webchat/{channelId}/identification': {
    /** Say who the visitor is, by a token that the host site signed */
    post: {
      parameters: {
        path: {
          channelId: string
        }
      }
      requestBody: { content: { 'application/json': {
          identityToken: string
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['VisitorSession'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'identity_refused' | 'session_over' | 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'origin_not_allowed'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        409: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'other_account'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/webchat/{channelId}/messages': {
    /** The newest messages, or those before a cursor */
    get: {
      parameters: {
        path: {
          channelId: string
        }
        query?: {
          limit?: number
          /** `earlier` of the page that is shown. */
          before?: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          /** Oldest first. */
          items: (components['schemas']['VisitorMessage'])[]
          /** null: the first message is among these. */
          earlier: string | null
          /** Where to go on live so that nothing after this page is missed. */
          streamCursor: string
          /** Messages of the team that were not seen on any device. */
          unread: number
          /** The oldest of them, as far as it is on this page. */
          firstUnreadId: string | null
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_cursor'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated' | 'session_over'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'origin_not_allowed'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Say something; 201 the first time, 200 with the same message for the same echoId */
    post: {
      parameters: {
        path: {
          channelId: string
        }
        header?: {
          /** Stands for `echoId` where the body has none. */
          'Idempotency-Key'?: string
        }
      }
      requestBody: { content: { 'application/json': {
          /** Made by the widget, new for each message, the same on each attempt. */
          echoId: string
          text?: string
          /** Of `uploadVisitorFile`, each used once. */
          attachmentIds?: (string)[]
          /** Where it was written: origin and path, no query. Staff see it. */
          page?: string
          /** The language of the widget, as in `de` or `pt-BR`. */
          locale?: string
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['VisitorMessage'] } }
        201: { content: { 'application/json': components['schemas']['VisitorMessage'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated' | 'session_over'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'origin_not_allowed' | 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/webchat/{channelId}/reach': {
    /** Give a name or an address to answer to: a claim, which finds no customer and shows nothing */
    put: {
      parameters: {
        path: {
          channelId: string
        }
      }
      requestBody: { content: { 'application/json': {
          name?: string | null
          email?: string | null
          phone?: string | null
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['VisitorSession'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated' | 'session_over'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'origin_not_allowed' | 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/webchat/{channelId}/session': {
    /** Log out: the token never works again, its connections are closed */
    delete: {
      parameters: {
        path: {
          channelId: string
        }
      }
      responses: {
        204: { content?: never }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'origin_not_allowed'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Who the visitor is here */
    get: {
      parameters: {
        path: {
          channelId: string
        }
      }
      responses: {
        200: { content: { 'application/json': components['schemas']['VisitorSession'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated' | 'session_over'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'origin_not_allowed'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/webhooks': {
    /** Where events are sent */
    get: {
      parameters: {}
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['Webhook'])[]
          nextCursor: string | null
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Send events to an address, signed by Standard Webhooks, retried with back-off */
    post: {
      parameters: {}
      requestBody: { content: { 'application/json': {
          name?: string
          url: string
          eventTypes?: ('channel.flooded' | 'consent.recorded' | 'customer.created' | 'customer.updated' | 'customer.merged' | 'customer.merge_undone' | 'customer.blocked' | 'customer.unblocked' | 'identity.attached' | 'identity.detached' | 'identity.updated' | 'identity.undeliverable' | 'issue.opened' | 'issue.updated' | 'issue.assigned' | 'issue.resolved' | 'issue.reopened' | 'issue.trashed' | 'issue.restored' | 'issue.snoozed' | 'issue.woken' | 'issue.merged' | 'issue.tagged' | 'issue.reply_scheduled' | 'issue.reply_unscheduled' | 'issue.reply_held_back' | 'issue.linked' | 'issue.handed_over' | 'staff.sign_in_attacked' | 'entry.appended' | 'entry.edited' | 'entry.deleted' | 'entry.reacted' | 'entry.moved' | 'entry.handover_changed' | 'entry.files_scanned' | 'entry.file_changed' | 'entry.forward_answered' | 'staff.mentioned' | 'delivery.changed')[]
        } } }
      responses: {
        201: { content: { 'application/json': {
          id: string
          name: string
          url: string
          /** Empty: all. */
          eventTypes: ('channel.flooded' | 'consent.recorded' | 'customer.created' | 'customer.updated' | 'customer.merged' | 'customer.merge_undone' | 'customer.blocked' | 'customer.unblocked' | 'identity.attached' | 'identity.detached' | 'identity.updated' | 'identity.undeliverable' | 'issue.opened' | 'issue.updated' | 'issue.assigned' | 'issue.resolved' | 'issue.reopened' | 'issue.trashed' | 'issue.restored' | 'issue.snoozed' | 'issue.woken' | 'issue.merged' | 'issue.tagged' | 'issue.reply_scheduled' | 'issue.reply_unscheduled' | 'issue.reply_held_back' | 'issue.linked' | 'issue.handed_over' | 'staff.sign_in_attacked' | 'entry.appended' | 'entry.edited' | 'entry.deleted' | 'entry.reacted' | 'entry.moved' | 'entry.handover_changed' | 'entry.files_scanned' | 'entry.file_changed' | 'entry.forward_answered' | 'staff.mentioned' | 'delivery.changed')[]
          enabled: boolean
          createdAt: string
          /** Shown this once: `whsec_…`. */
          secret: string
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        422: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsafe_address'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/webhooks/{id}': {
    /** Remove a webhook */
    delete: {
      parameters: {
        path: {
          id: string
        }
      }
      responses: {
        204: { content?: never }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
    /** Change a webhook or switch it off */
    patch: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          name?: string
          url?: string
          eventTypes?: ('channel.flooded' | 'consent.recorded' | 'customer.created' | 'customer.updated' | 'customer.merged' | 'customer.merge_undone' | 'customer.blocked' | 'customer.unblocked' | 'identity.attached' | 'identity.detached' | 'identity.updated' | 'identity.undeliverable' | 'issue.opened' | 'issue.updated' | 'issue.assigned' | 'issue.resolved' | 'issue.reopened' | 'issue.trashed' | 'issue.restored' | 'issue.snoozed' | 'issue.woken' | 'issue.merged' | 'issue.tagged' | 'issue.reply_scheduled' | 'issue.reply_unscheduled' | 'issue.reply_held_back' | 'issue.linked' | 'issue.handed_over' | 'staff.sign_in_attacked' | 'entry.appended' | 'entry.edited' | 'entry.deleted' | 'entry.reacted' | 'entry.moved' | 'entry.handover_changed' | 'entry.files_scanned' | 'entry.file_changed' | 'entry.forward_answered' | 'staff.mentioned' | 'delivery.changed')[]
          enabled?: boolean
        } } }
      responses: {
        200: { content: { 'application/json': components['schemas']['Webhook'] } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        422: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsafe_address'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/webhooks/{id}/deliveries': {
    /** What was sent, newest first */
    get: {
      parameters: {
        path: {
          id: string
        }
        query?: {
          limit?: number
          cursor?: string
        }
      }
      responses: {
        200: { content: { 'application/json': {
          items: (components['schemas']['WebhookDelivery'])[]
          nextCursor: string | null
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_cursor'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
  '/webhooks/{id}/replays': {
    /** Send again what happened since a time, or one delivery */
    post: {
      parameters: {
        path: {
          id: string
        }
      }
      requestBody: { content: { 'application/json': {
          since?: string
          deliveryId?: string
        } } }
      responses: {
        202: { content: { 'application/json': {
          queued: number
        } } }
        400: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'invalid_request' | 'invalid_json'
        } } }
        401: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unauthenticated'
        } } }
        403: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'forbidden' | 'csrf_rejected'
        } } }
        404: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'not_found'
        } } }
        408: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'request_timeout'
        } } }
        413: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_large'
        } } }
        415: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unsupported_media_type'
        } } }
        429: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'too_many_requests'
        } } }
        500: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'internal_error'
        } } }
        503: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'unavailable'
        } } }
        507: { content: { 'application/problem+json': components['schemas']['Problem'] & {
          code: 'insufficient_storage'
        } } }
      }
    }
  }
}

export interface webhooks {
  'channel.flooded': {
    /** Too much comes to a web chat from too few places, and some of it is refused */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'channel.flooded'
          timestamp: string
          data: components['schemas']['ChannelFloodedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'consent.recorded': {
    /** Something was said about writing to an address: no more messages, or messages again */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'consent.recorded'
          timestamp: string
          data: components['schemas']['ConsentRecordedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'customer.blocked': {
    /** A person was blocked on all channels */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'customer.blocked'
          timestamp: string
          data: components['schemas']['CustomerBlockedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'customer.created': {
    /** There is a new customer */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'customer.created'
          timestamp: string
          data: components['schemas']['CustomerCreatedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'customer.merge_undone': {
    /** A merge was undone */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'customer.merge_undone'
          timestamp: string
          data: components['schemas']['CustomerMergeUndoneChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'customer.merged': {
    /** Two records are one person from now on; recorded once for each of the two */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'customer.merged'
          timestamp: string
          data: components['schemas']['CustomerMergedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'customer.unblocked': {
    /** The block of a person was taken back */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'customer.unblocked'
          timestamp: string
          data: components['schemas']['CustomerUnblockedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'customer.updated': {
    /** A name or an attribute has changed */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'customer.updated'
          timestamp: string
          data: components['schemas']['CustomerUpdatedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'delivery.changed': {
    /** A message of ours has gone further, or has failed */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'delivery.changed'
          timestamp: string
          data: components['schemas']['DeliveryChangedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'entry.appended': {
    /** There is a new entry on a thread */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'entry.appended'
          timestamp: string
          data: components['schemas']['EntryAppendedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'entry.deleted': {
    /** A note was deleted, or a customer took back a message */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'entry.deleted'
          timestamp: string
          data: components['schemas']['EntryDeletedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'entry.edited': {
    /** A note was corrected, or a customer changed a message */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'entry.edited'
          timestamp: string
          data: components['schemas']['EntryEditedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'entry.file_changed': {
    /** A file of an entry, fetched from its provider, has arrived or could not be fetched */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'entry.file_changed'
          timestamp: string
          data: components['schemas']['EntryFileChangedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'entry.files_scanned': {
    /** A file of an entry was scanned, or could not be */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'entry.files_scanned'
          timestamp: string
          data: components['schemas']['EntryFilesScannedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'entry.forward_answered': {
    /** Somebody to whom something was forwarded has answered */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'entry.forward_answered'
          timestamp: string
          data: components['schemas']['EntryForwardAnsweredChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'entry.handover_changed': {
    /** A handover was acknowledged, or its issue went on to others before */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'entry.handover_changed'
          timestamp: string
          data: components['schemas']['EntryHandoverChangedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'entry.moved': {
    /** An entry was moved to another issue */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'entry.moved'
          timestamp: string
          data: components['schemas']['EntryMovedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'entry.reacted': {
    /** A customer reacted to a message, or took a reaction back */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'entry.reacted'
          timestamp: string
          data: components['schemas']['EntryReactedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'identity.attached': {
    /** A customer has one more address */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'identity.attached'
          timestamp: string
          data: components['schemas']['IdentityAttachedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'identity.detached': {
    /** An address does not belong to the customer any more */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'identity.detached'
          timestamp: string
          data: components['schemas']['IdentityDetachedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'identity.undeliverable': {
    /** Nothing reaches an address any more */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'identity.undeliverable'
          timestamp: string
          data: components['schemas']['IdentityUndeliverableChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'identity.updated': {
    /** An address was labelled, marked or proven */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'identity.updated'
          timestamp: string
          data: components['schemas']['IdentityUpdatedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'issue.assigned': {
    /** An issue has another owner or team */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'issue.assigned'
          timestamp: string
          data: components['schemas']['IssueAssignedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'issue.handed_over': {
    /** An issue was passed on with what the next person has to know */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'issue.handed_over'
          timestamp: string
          data: components['schemas']['IssueHandedOverChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'issue.linked': {
    /** Somebody else has answered a mail of an issue; both issues are linked */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'issue.linked'
          timestamp: string
          data: components['schemas']['IssueLinkedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'issue.merged': {
    /** Two issues are one problem from now on */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'issue.merged'
          timestamp: string
          data: components['schemas']['IssueMergedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'issue.opened': {
    /** There is a new issue */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'issue.opened'
          timestamp: string
          data: components['schemas']['IssueOpenedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'issue.reopened': {
    /** A resolved or snoozed issue is open again */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'issue.reopened'
          timestamp: string
          data: components['schemas']['IssueReopenedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'issue.reply_held_back': {
    /** A scheduled reply was not sent when its time came */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'issue.reply_held_back'
          timestamp: string
          data: components['schemas']['IssueReplyHeldBackChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'issue.reply_scheduled': {
    /** A reply waits to be sent at a later time */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'issue.reply_scheduled'
          timestamp: string
          data: components['schemas']['IssueReplyScheduledChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'issue.reply_unscheduled': {
    /** A scheduled reply was cancelled */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'issue.reply_unscheduled'
          timestamp: string
          data: components['schemas']['IssueReplyUnscheduledChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'issue.resolved': {
    /** An issue was resolved */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'issue.resolved'
          timestamp: string
          data: components['schemas']['IssueResolvedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'issue.restored': {
    /** An issue was taken out of the trash */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'issue.restored'
          timestamp: string
          data: components['schemas']['IssueRestoredChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'issue.snoozed': {
    /** An issue is hidden until a time */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'issue.snoozed'
          timestamp: string
          data: components['schemas']['IssueSnoozedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'issue.tagged': {
    /** An issue has got tags, or lost some */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'issue.tagged'
          timestamp: string
          data: components['schemas']['IssueTaggedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'issue.trashed': {
    /** An issue was moved to the trash */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'issue.trashed'
          timestamp: string
          data: components['schemas']['IssueTrashedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'issue.updated': {
    /** Something about an issue has changed */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'issue.updated'
          timestamp: string
          data: components['schemas']['IssueUpdatedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'issue.woken': {
    /** A snoozed issue is back because its time has come */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'issue.woken'
          timestamp: string
          data: components['schemas']['IssueWokenChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'staff.mentioned': {
    /** A note names colleagues */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'staff.mentioned'
          timestamp: string
          data: components['schemas']['StaffMentionedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
  'staff.sign_in_attacked': {
    /** Many failed sign-ins, to one account or from one address */
    post: {
      parameters: {
        header: {
          /** Of the delivery, the same on every attempt: remember those that you have handled. */
          'webhook-id': string
          /** When this attempt was signed, in seconds since 1970. Refuse what is older than five minutes. */
          'webhook-timestamp': string
          /** By Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body in base64. */
          'webhook-signature': string
        }
      }
      requestBody: { content: { 'application/json': {
          type: 'staff.sign_in_attacked'
          timestamp: string
          data: components['schemas']['StaffSignInAttackedChange']
        } } }
      responses: {
        410: { content?: never }
        '2XX': { content?: never }
        'default': { content?: never }
      }
    }
  }
}

export interface components {
  schemas: {
    AddressConsents: {
      identity: {
        id: string
        kind: string
        value: string
      }
      /** `unsaid`: answers may be sent. `partly_withdrawn`: on some ways only, see `current`. */
      service: 'unsaid' | 'given' | 'withdrawn' | 'partly_withdrawn'
      /** `unsaid`: nothing of the kind is sent. Who withdraws `service` anywhere has withdrawn this as well. */
      proactive: 'unsaid' | 'given' | 'withdrawn'
      /** What decides today: the last word on each way, and of `proactive`. */
      current: (components['schemas']['Consent'])[]
      /** The newest first, at most 50. */
      history: (components['schemas']['Consent'])[]
    }
    ApiToken: {
      id: string
      name: string
      role: string
      /** Who made it; null for the first one, which the settings named. */
      createdBy: {
        kind: 'staff' | 'token'
        id: string
        name: string
      } | null
      /** The person whose limits it has, also when it was made with a token of theirs; null for the first one and those made with it. */
      standsFor: {
        id: string
        name: string
      } | null
      /** False once the person who stands for it has no access any more. */
      works: boolean
      /** What it may do now: what its role allows, and no more than the person who stands for it. */
      permissions: ('audit.read' | 'business.manage' | 'channels.read' | 'channels.manage' | 'channels.receive' | 'mail.replay' | 'customers.read' | 'customers.write' | 'customers.merge' | 'identities.vouch' | 'changes.read' | 'issues.read' | 'issues.write' | 'operation.read' | 'replies.manage' | 'staff.read' | 'staff.manage' | 'tokens.manage' | 'tags.manage' | 'thread.read' | 'thread.write' | 'notes.manage' | 'files.manage' | 'webhooks.manage')[]
      lastUsedAt: string | null
      expiresAt: string | null
      createdAt: string
    }
    Attachment: {
      id: string
      name: string
      /** Sniffed from the bytes; what the sender declared is never believed. */
      mediaType: string
      sizeBytes: number
      /** Relative to the server; needs the same sign-in as the thread. */
      url: string
      inline: boolean
      contentId: string | null
      /** Missing when the file is here. A file that a provider only named with a message is fetched after the message was recorded: `arriving` until then, with the announced size and no known type; `failed` when it could not be fetched. `url` answers 409. */
      state?: 'arriving' | 'failed'
      /** Why the last try to fetch it failed. */
      problem?: {
        message: string
        /** `message` as codes. */
        words: (components['schemas']['Words'])[]
      }
      /** Null where files are not scanned, and until the file is here. */
      scan?: components['schemas']['FileScan'] | null
    }
    AuditRecord: {
      id: string
      at: string
      actor: {
        kind: string
        id: string | null
        name: string
      }
      action: string
      subject: {
        kind: string
        id: string | null
      }
      details: { [name: string]: unknown }
      /** The network address of the caller. */
      address: string | null
    }
    Block: {
      at: string
      by: {
        kind: string
        id: string | null
        name: string
      }
      reason: string
    }
    BlockedDomain: {
      domain: string
      reason: string
      by: {
        id: string | null
        name: string
      }
      at: string
    }
    BlockedSender: {
      kind: 'domain' | 'address' | 'person'
      /** Of a domain: it, in ASCII. What is below it is blocked as well. */
      domain: string | null
      /** Of an address: it. */
      identity: {
        id: string
        kind: string
        value: string
      } | null
      /** Of an address and a person: the canonical customer. */
      customer: {
        id: string
        name: string | null
      } | null
      /** null: nobody gave one. */
      reason: string | null
      /** null: an earlier version blocked it. */
      by: {
        id: string | null
        name: string
      } | null
      at: string | null
    }
    BusinessProfile: {
      name: string | null
      address: string
      /** In words, for people: "Mon to Fri, 9:00 to 17:00". */
      openingHours: string
      /** Under every mail of a channel that has none of its own. */
      signature: string
      accentColour: string | null
      defaultLanguage: 'en' | 'de' | 'fr' | 'es' | 'it' | 'pt' | 'nl' | 'pl' | 'ar' | 'ja'
      /** Relative to the server, and open to everybody. */
      logoUrl: string | null
      updatedAt: string | null
    }
    Change: components['schemas']['ChannelFloodedChange'] | components['schemas']['ConsentRecordedChange'] | components['schemas']['CustomerCreatedChange'] | components['schemas']['CustomerUpdatedChange'] | components['schemas']['CustomerMergedChange'] | components['schemas']['CustomerMergeUndoneChange'] | components['schemas']['CustomerBlockedChange'] | components['schemas']['CustomerUnblockedChange'] | components['schemas']['IdentityAttachedChange'] | components['schemas']['IdentityDetachedChange'] | components['schemas']['IdentityUpdatedChange'] | components['schemas']['IdentityUndeliverableChange'] | components['schemas']['IssueOpenedChange'] | components['schemas']['IssueUpdatedChange'] | components['schemas']['IssueAssignedChange'] | components['schemas']['IssueResolvedChange'] | components['schemas']['IssueReopenedChange'] | components['schemas']['IssueTrashedChange'] | components['schemas']['IssueRestoredChange'] | components['schemas']['IssueSnoozedChange'] | components['schemas']['IssueWokenChange'] | components['schemas']['IssueMergedChange'] | components['schemas']['IssueTaggedChange'] | components['schemas']['IssueReplyScheduledChange'] | components['schemas']['IssueReplyUnscheduledChange'] | components['schemas']['IssueReplyHeldBackChange'] | components['schemas']['IssueLinkedChange'] | components['schemas']['IssueHandedOverChange'] | components['schemas']['StaffSignInAttackedChange'] | components['schemas']['EntryAppendedChange'] | components['schemas']['EntryEditedChange'] | components['schemas']['EntryDeletedChange'] | components['schemas']['EntryReactedChange'] | components['schemas']['EntryMovedChange'] | components['schemas']['EntryHandoverChangedChange'] | components['schemas']['EntryFilesScannedChange'] | components['schemas']['EntryFileChangedChange'] | components['schemas']['EntryForwardAnsweredChange'] | components['schemas']['StaffMentionedChange'] | components['schemas']['DeliveryChangedChange']
    Channel: {
      id: string
      kind: string
      name: string
      enabled: boolean
      settings: { [name: string]: unknown }
      /** Which secret settings hold a value. */
      secretsSet: (string)[]
      /** Which were deleted, because a setting that they are bound to was changed. */
      secretsToGiveAgain: (string)[]
      health: {
        state: 'ok' | 'connecting' | 'failing' | 'disabled'
        sentence: string
        /** `sentence` as codes; missing when an older version wrote it. */
        words?: (components['schemas']['Words'])[]
        checkedAt: string | null
      }
      sending: {
        state: 'sends' | 'keeps' | 'refuses' | 'failing'
        sentence: string
        /** `sentence` as codes. */
        words: (components['schemas']['Words'])[]
        /** Only of `failing`. */
        since: string | null
      }
      /** The address to paste at the provider, where it has one. */
      inboundUrl: string | null
      /** What is to be done at the provider, step by step. */
      setUp?: ({
        sentence: string
        /** `sentence` as codes. */
        words: (components['schemas']['Words'])[]
        /** What is pasted there. */
        copy: string | null
      })[]
      createdAt: string
      updatedAt: string
    }
    ChannelDiscovery: {
      /** Of providers that are known by name: `google`, `microsoft`. */
      provider: string | null
      /** `app`: a password made for programs; `oauth`: no password, access by OAuth 2. */
      signIn: 'mailbox' | 'app' | 'oauth'
      /** For `POST /channels`; what was not found is left out. */
      settings: { [name: string]: unknown }
      sentence: string
      /** `sentence` as codes. */
      words: (components['schemas']['Words'])[]
    }
    /** Too much comes to a web chat from too few places, and some of it is refused. */
    ChannelFloodedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'channel.flooded'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        channelId: string
        kind: 'visitor' | 'file' | 'connection'
        since: string
      }
    }
    ChannelKind: {
      kind: string
      name: string
      description: string
      icon: string
      identityKinds: (string)[]
      capabilities: {
        richText: boolean
        attachments: {
          maxCount: number
          maxTotalBytes: number
        } | null
        subject: boolean
        cc: boolean
        receipts: boolean
        typing: boolean
        live: boolean
        maxTextLength: number | null
      }
      settingsSchema: { [name: string]: unknown }
      /** Written, never read back. */
      secretSettings: (string)[]
      /** Changing one of these settings deletes the secret, unless it is given again with the change. */
      secretBindings: ({
        secret: string
        boundTo: (string)[]
      })[]
    }
    Consent: {
      id: string
      /** `service`: answers, and what they need to know; `proactive`: what nobody has asked for, such as offers. */
      purpose: 'service' | 'proactive'
      /** Null: every way to the address. */
      medium: string | null
      /** False: no more messages for this purpose. */
      isGiven: boolean
      /** `customer`: by a word such as STOP; `provider`: the provider says so. */
      source: 'customer' | 'provider' | 'staff' | 'api' | 'import'
      /** What the customer wrote, pressed or said, as far as it is known. */
      wording: string
      /** How staff or a program know it. */
      reason: string | null
      /** Who recorded it; null where it came in by a channel. */
      by: {
        kind: string
        id: string | null
        name: string
      } | null
      proof: {
        /** The entry on the thread. */
        entryId: string | null
        /** What came in by the channel. */
        inboundId: string | null
      }
      occurredAt: string
      recordedAt: string
    }
    /** Something was said about writing to an address: no more messages, or messages again. */
    ConsentRecordedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'consent.recorded'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        identityId: string
        /** `service`: answers, and what they need to know; `proactive`: what nobody has asked for, such as offers. */
        purpose: 'service' | 'proactive'
        /** Null: every way to the address. */
        medium: string | null
        isGiven: boolean
      }
    }
    Content: {
      type: 'text'
      /** Of a web chat: the page it was written on, as the page says; origin and path. */
      page?: string
      location?: {
        /** Degrees, north of the equator positive. */
        latitude: number
        /** Degrees, east of Greenwich positive. */
        longitude: number
        name: string
        address: string
        /** Of the place, as the sender gave it; empty for none. */
        url: string
      }
      /** All of it is the sender’s word: it proves no address. */
      contacts?: ({
        name: string
        organisation: string
        title: string
        emails: (string)[]
        phones: (string)[]
        addresses: (string)[]
      })[]
      choice?: {
        title: string
        description: string
        /** What was sent with the button, as it came back: it may be forged. */
        payload: string
      }
      form?: {
        name: string
        fields: ({
          name: string
          value: string
        })[]
      }
      order?: {
        catalogue: string
        items: ({
          /** The company’s own number of it. */
          product: string
          quantity: number
          /** For one, as the provider says. */
          price: number | null
          /** ISO 4217; empty where the provider gave none. */
          currency: string
        })[]
      }
      referral?: {
        /** In the provider’s word: `ad`, `post`. */
        source: string
        sourceId: string
        url: string
        headline: string
        body: string
        clickId: string
      }
      unsupported?: {
        /** In the provider’s word: `poll`; empty where it does not say. */
        kind: string
        /** As the provider says; empty where it does not. */
        why: string
      }
    } | {
      type: 'email'
      subject: string
      from: {
        name: string
        address: string
      } | null
      to: ({
        name: string
        address: string
      })[]
      cc: ({
        name: string
        address: string
      })[]
      /** Of what we sent: copies that the others do not see. */
      bcc?: ({
        name: string
        address: string
      })[]
      /** One of us passed it on, by its From. The customer is then whom its text names as the author: a claim. */
      forwardedBy?: {
        name: string
        address: string
      }
      replyTo: ({
        name: string
        address: string
      })[]
      deliveredTo: (string)[]
      hasHtml: boolean
      replyText: string
      quotedText: string
      signature: string
      /** Of the quoted text and the signature: what nobody had said on the thread before; the search finds it */
      notOnThread?: string
      /** Of what we sent: it quotes nothing of the conversation, whatever its channel does. */
      quotesHistory?: false
      messageId: string | null
      problems: (string)[]
      /** Missing for what can be read */
      encrypted?: {
        scheme: 'smime' | 'pgp'
        /** The keys that open it, as the mail names them: an id, or an issuer and a serial number */
        keys: (string)[]
      }
      events?: ({
        method: 'request' | 'reply' | 'cancel' | 'publish' | 'counter' | 'add' | 'refresh' | 'declinecounter'
        uid: string
        title: string
        start: {
          /** 2026-12-03 */
          date: string
          /** 14:30; null for a whole day */
          time: string | null
          /** As the sender names it, such as Europe/Berlin; UTC; null for the reader’s own */
          zone: string | null
        } | null
        end: {
          /** 2026-12-03 */
          date: string
          /** 14:30; null for a whole day */
          time: string | null
          /** As the sender names it, such as Europe/Berlin; UTC; null for the reader’s own */
          zone: string | null
        } | null
        where: string
        description: string
        organiser: string
        people: ({
          name: string
          answer: 'yes' | 'no' | 'maybe' | null
        })[]
        isCancelled: boolean
        repeats: boolean
      })[]
      cards?: ({
        name: string
        organisation: string
        title: string
        emails: (string)[]
        phones: (string)[]
        addresses: (string)[]
      })[]
      /** Our own boundary reported an aligned DMARC pass. */
      authenticated: boolean
      /** Missing for what was not forwarded */
      forward?: {
        /** The messages that it passes on, oldest first; none where it answers an answer. */
        entryIds: (string)[]
        /** The answer to an earlier forward that this one answers. */
        answers?: string
      }
      /** Missing for what answers no forward */
      forwardAnswer?: {
        /** The entry that it answers. */
        forwardId: string
        /** It came from an address that the forward went to. */
        isRecipient: boolean
      }
    } | {
      type: 'note'
      mentions?: ({
        id: string
        name: string
      })[]
    } | {
      type: 'edit'
      refersTo: string
    } | {
      type: 'deletion'
      refersTo: string
      reason: string
    } | {
      type: 'event'
      name: string
      data: { [name: string]: unknown }
    } | {
      type: 'custom'
      data: { [name: string]: unknown }
    }
    Customer: {
      /** Always the canonical record. */
      id: string
      /** The id that was asked for. */
      requestedId: string
      canonicalId: string
      displayName: string | null
      attributes: { [name: string]: string | number | boolean | null | (string)[] }
      identities: (components['schemas']['Identity'])[]
      /** Set while the person is blocked: by whom, since when and why. */
      block: components['schemas']['Block'] | null
      openIssues: ({
        id: string
        number: number
        subject: string
        status: string
        lastActivityAt: string
      })[]
      /** Newest first, undone ones included. */
      merges: (components['schemas']['Merge'])[]
      entryCount: number
      createdAt: string
      updatedAt: string
    }
    /** A person was blocked on all channels. */
    CustomerBlockedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'customer.blocked'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        reason: string
      }
    }
    /** There is a new customer. */
    CustomerCreatedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'customer.created'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        /** The address of the first contact, when there was one. */
        identityId?: string
      }
    }
    /** A merge was undone. */
    CustomerMergeUndoneChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'customer.merge_undone'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        mergeId: string
        otherCustomerId: string
        /** The records that left. */
        leftIds: (string)[]
      }
    }
    /** Two records are one person from now on; recorded once for each of the two. */
    CustomerMergedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'customer.merged'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        mergeId: string
        /** On the record that stays: the one that joined it. */
        otherCustomerId?: string
        /** On the record that stays: all records that came with it. */
        joinedIds?: (string)[]
        /** On the record that joined: the one that stays. */
        intoCustomerId?: string
      }
    }
    CustomerRow: {
      id: string
      displayName: string | null
      identities: ({
        kind: string
        value: string
        assurance: 'claimed' | 'asserted' | 'domain-authenticated' | 'possession-proven' | 'host-authenticated'
      })[]
      /** Set while the person is blocked: by whom, since when and why. */
      block: components['schemas']['Block'] | null
      lastEntryAt: string | null
      createdAt: string
    }
    /** The block of a person was taken back. */
    CustomerUnblockedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'customer.unblocked'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: Record<string, never>
    }
    /** A name or an attribute has changed. */
    CustomerUpdatedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'customer.updated'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: Record<string, never>
    }
    /** A message of ours has gone further, or has failed. */
    DeliveryChangedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'delivery.changed'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        state: 'queued' | 'sending' | 'kept' | 'sent' | 'delivered' | 'read' | 'failed' | 'refused'
        /** Something did not arrive: the message itself, or a copy of it. Never of automatic answers. */
        failed?: 'message' | 'copy'
      }
    }
    DomainRecord: {
      record: 'spf' | 'dkim' | 'dmarc'
      /** Where it stands, or would. */
      name: string
      /** `weak`: it is there and protects nobody yet; `unknown`: whether it is right cannot be told from here. */
      state: 'ok' | 'weak' | 'missing' | 'wrong' | 'unknown'
      found: string | null
      /** What to publish, where that is known. */
      publish: string | null
      sentence: string
      /** `sentence` as codes. */
      words: (components['schemas']['Words'])[]
    }
    EarlierStep: {
      entryId: string
      issue: {
        id: string
        number: number
        subject: string
      }
      /** Why another issue is like this one; null for steps on this one. */
      why: string | null
      /** `why` as codes. */
      whyWords: (components['schemas']['Words'])[]
      kind: 'message' | 'call' | 'note' | 'event' | 'action' | 'decision' | 'survey' | 'handover'
      author: {
        /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
        kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
        id: string | null
        name: string
      }
      /** Its beginning. */
      text: string
      at: string
    }
    Entry: {
      id: string
      /** Place on the canonical thread: 1, 2, 3 … without a gap. */
      seq: number
      /** The canonical customer. */
      customerId: string
      issueId: string | null
      kind: 'message' | 'call' | 'note' | 'event' | 'action' | 'decision' | 'survey' | 'handover'
      direction: 'in' | 'out' | 'internal'
      channel: {
        id: string
        kind: string
        name: string
      } | null
      identity: {
        id: string
        kind: string
        value: string
        assurance: 'claimed' | 'asserted' | 'domain-authenticated' | 'possession-proven' | 'host-authenticated'
      } | null
      author: {
        /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
        kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
        id: string | null
        name: string
      }
      text: string
      content: components['schemas']['Content']
      attachments: (components['schemas']['Attachment'])[]
      /** By the clock of its sender. */
      occurredAt: string
      /** By our clock. */
      recordedAt: string
      delivery: {
        state: 'queued' | 'sending' | 'kept' | 'sent' | 'delivered' | 'read' | 'failed' | 'refused'
        at: string
        attempts: number
        /** `taken_back`: its author took it back before it left; customers never see it. `delayed`, on what is sent: the server of the addressee has not taken it yet and is still being tried. */
        error?: {
          code: string
          message: string
          /** `message` as codes; missing when an older version wrote it. */
          words?: (components['schemas']['Words'])[]
        }
        /** Copies that did not arrive, each address once. */
        failedCopies?: ({
          address: string
          at: string
          code: string
          message: string
          /** `message` as codes. */
          words: (components['schemas']['Words'])[]
        })[]
        /** It leaves at this time and can be taken back until then. */
        heldUntil?: string
        /** It could not be handed over; it will be tried again at this time. */
        nextAttemptAt?: string
      } | null
      threading: {
        reason: 'reply_address' | 'reference' | 'button' | 'live_issue' | 'same_matter' | 'reopened_same_matter' | 'chosen' | 'moved' | 'new_issue' | 'none'
        sentence: string
        /** `sentence` as codes; missing when an older version wrote it. */
        words?: (components['schemas']['Words'])[]
        likelyIssueId?: string
      }
      colleagueMail?: {
        state: 'waiting' | 'confirmed'
        /** As the mail says. */
        address: string
        /** Who signs in with the address. */
        staffId: string | null
        /** It says that it went to the customer as well. */
        answers: boolean
      }
      /** Of a handover: whether somebody has taken it. */
      handover?: {
        state: 'waiting' | 'acknowledged' | 'passed_on'
        acknowledgedBy: {
          /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
          kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
          id: string | null
          name: string
        } | null
        acknowledgedAt: string | null
      }
      echoId?: string
      /** The newest edit, when there is one, and who made it. All of them: `/entries/:id/versions`. */
      edited?: {
        text: string
        at: string
        by: {
          /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
          kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
          id: string | null
          name: string
        }
      }
      deletedAt?: string
      /** Who struck it out. */
      deletedBy?: {
        /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
        kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
        id: string | null
        name: string
      }
      /** Missing where there are none. */
      reactions?: (components['schemas']['Reaction'])[]
    }
    /** There is a new entry on a thread. */
    EntryAppendedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'entry.appended'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        /** The entry of `entryId` as it is when this is sent. Null in the feed for a caller without `thread.read`, and when it is not there any more. */
        entry: components['schemas']['Entry'] | null
      }
    }
    /** A note was deleted, or a customer took back a message. */
    EntryDeletedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'entry.deleted'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        /** The entry that deletes it. */
        by: string
        /** The entry of `entryId` as it is when this is sent. Null in the feed for a caller without `thread.read`, and when it is not there any more. */
        entry: components['schemas']['Entry'] | null
      }
    }
    /** A note was corrected, or a customer changed a message. */
    EntryEditedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'entry.edited'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        /** The entry that corrects it. */
        by: string
        /** The entry of `entryId` as it is when this is sent. Null in the feed for a caller without `thread.read`, and when it is not there any more. */
        entry: components['schemas']['Entry'] | null
      }
    }
    /** A file of an entry, fetched from its provider, has arrived or could not be fetched. */
    EntryFileChangedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'entry.file_changed'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        attachmentId: string
        /** `arriving`: staff asked for another try, or one has failed and another follows. */
        state: 'arriving' | 'arrived' | 'failed'
        /** The entry of `entryId` as it is when this is sent. Null in the feed for a caller without `thread.read`, and when it is not there any more. */
        entry: components['schemas']['Entry'] | null
      }
    }
    /** A file of an entry was scanned, or could not be. */
    EntryFilesScannedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'entry.files_scanned'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        /** What was found in it; null: nothing, or no verdict. */
        finding: string | null
        /** The entry of `entryId` as it is when this is sent. Null in the feed for a caller without `thread.read`, and when it is not there any more. */
        entry: components['schemas']['Entry'] | null
      }
    }
    /** Somebody to whom something was forwarded has answered. */
    EntryForwardAnsweredChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'entry.forward_answered'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        /** The entry that was answered. */
        forwardId: string
        forwardedBy: {
          /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
          kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
          id: string | null
          name: string
        }
        by: {
          /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
          kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
          id: string | null
          name: string
        }
        /** The entry of `entryId` as it is when this is sent. Null in the feed for a caller without `thread.read`, and when it is not there any more. */
        entry: components['schemas']['Entry'] | null
      }
    }
    /** A handover was acknowledged, or its issue went on to others before. */
    EntryHandoverChangedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'entry.handover_changed'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        state: 'acknowledged' | 'passed_on'
        /** Who had handed the issue over. */
        handedOverBy: {
          /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
          kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
          id: string | null
          name: string
        }
        by: {
          /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
          kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
          id: string | null
          name: string
        }
        /** The entry of `entryId` as it is when this is sent. Null in the feed for a caller without `thread.read`, and when it is not there any more. */
        entry: components['schemas']['Entry'] | null
      }
    }
    /** An entry was moved to another issue. */
    EntryMovedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'entry.moved'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        fromIssueId: string | null
        reason: string
        /** The entry of `entryId` as it is when this is sent. Null in the feed for a caller without `thread.read`, and when it is not there any more. */
        entry: components['schemas']['Entry'] | null
      }
    }
    /** A customer reacted to a message, or took a reaction back. */
    EntryReactedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'entry.reacted'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        /** Null: it was taken back. */
        emoji: string | null
        by: {
          /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
          kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
          id: string | null
          name: string
        }
        /** The entry of `entryId` as it is when this is sent. Null in the feed for a caller without `thread.read`, and when it is not there any more. */
        entry: components['schemas']['Entry'] | null
      }
    }
    EntryVersion: {
      text: string
      at: string
      by: {
        /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
        kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
        id: string | null
        name: string
      }
    }
    FailedStep: {
      id: string
      /** `reaction`: it should have followed from an event. `timer`: it was to be done at a certain time. */
      kind: 'reaction' | 'timer'
      /** What was to be done, such as `notifyStaff` or `issue.snooze_ends`. */
      name: string
      /** When the event happened, or when the timer was due. */
      at: string
      /** Of a reaction: the event that it should have followed from. */
      eventId: string | null
      eventType: string | null
      /** Of a timer: what it is about, such as the id of an issue. */
      key: string | null
      /** Whom the event is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      /** `waiting`: it is tried again by itself. `set_aside`: it failed too often, and waits for a person. */
      state: 'waiting' | 'set_aside'
      /** How often it has failed. 0: it waits behind another event of its customer. */
      tries: number
      /** The beginning of what the last failure said. */
      error: string | null
      /** When it failed first. */
      failedAt: string
      /** Null when it is set aside. */
      nextTryAt: string | null
      setAsideAt: string | null
    }
    FeedLag: {
      /** It has waited for longer than ten seconds. */
      late: boolean
      /** Age of the oldest event that may not be read yet; 0: none waits. */
      seconds: number
      /** How many wait, up to 100,000. */
      events: number
      /** The oldest transaction that may still write an event. */
      holder: {
        /** Of the session in the database; null: a prepared transaction. */
        pid: number | null
        /** How long it has been open; null: our role may not see it. */
        ageSeconds: number | null
        /** As `pg_stat_activity` has it, or `prepared`. */
        state: string
        user: string | null
        application: string | null
        /** The beginning of its last statement. It may hold what people wrote. */
        query: string | null
      } | null
    }
    FileScan: {
      /** `too_large`: larger than the scanner takes, and not looked at; `not_scanned`: it was here before files were scanned; `released`: somebody decided that it may be opened all the same; `removed`: its bytes were deleted. */
      state: 'waiting' | 'clean' | 'infected' | 'too_large' | 'not_scanned' | 'released' | 'removed'
      /** Nobody gets its bytes, and it is not sent: `url` answers 409. */
      isWithheld: boolean
      /** What was found in it, as the scanner calls it. */
      finding: string | null
      /** Why there is no verdict yet: the scanner cannot be reached or has an error, or the bytes are gone. */
      problem: 'unreachable' | 'failed' | 'missing' | null
      /** Who released it. */
      releasedBy: string | null
    }
    Flood: {
      kind: 'visitor' | 'file' | 'connection'
      /** When the first was refused. */
      since: string
      /** Null: it goes on. */
      until: string | null
      refused: number
      /** From how many network addresses (of IPv6 the first 64 bits). */
      networks: number
      /** Refused from further addresses, which are not counted one by one. */
      others: number
      /** At most three. */
      most: ({
        network: string
        refused: number
      })[]
    }
    Handover: {
      from: {
        ownerId: string | null
        ownerName: string | null
        teamId: string | null
        teamName: string | null
      }
      to: {
        ownerId: string | null
        ownerName: string | null
        teamId: string | null
        teamName: string | null
      }
      /** What the customer asked for. */
      asked: string
      /** What was tried. */
      tried: string
      /** What was promised to the customer. */
      promised: string
      /** What comes next. */
      next: string
      /** Whatever else there is to say. */
      note: string
      /** The id of its entry. */
      id: string
      issueId: string
      customerId: string
      /** Who handed it over. */
      by: {
        /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
        kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
        id: string | null
        name: string
      }
      at: string
      state: 'waiting' | 'acknowledged' | 'passed_on'
      acknowledgedBy: {
        /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
        kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
        id: string | null
        name: string
      } | null
      acknowledgedAt: string | null
    }
    Identity: {
      id: string
      kind: string
      /** Normalised: E.164 for phones, lower case for mail addresses. */
      value: string
      label: string | null
      assurance: 'claimed' | 'asserted' | 'domain-authenticated' | 'possession-proven' | 'host-authenticated'
      provenance: 'inbound' | 'staff' | 'api' | 'import' | 'host'
      /** Several people use it (a family phone, info@…): it proves nothing about who writes. */
      shared: boolean
      /** Nothing is received from it or sent to it. A block of the person is `block` of the customer. */
      blocked: boolean
      /** Set by a hard bounce, cleared when the customer writes from it again. */
      undeliverable: {
        since: string
        reason: string
        /** `reason` as codes, where it has any. */
        words: (components['schemas']['Words'])[]
      } | null
      /** The record it belongs to, which differs from the canonical one after a merge. */
      customerId: string
      firstSeenAt: string
      lastSeenAt: string
    }
    /** A customer has one more address. */
    IdentityAttachedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'identity.attached'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        identityId: string
      }
    }
    /** An address does not belong to the customer any more. */
    IdentityDetachedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'identity.detached'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        identityId: string
        /** It made room for another: more of one kind are not kept. */
        dropped?: true
      }
    }
    /** Nothing reaches an address any more. */
    IdentityUndeliverableChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'identity.undeliverable'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        identityId: string
        reason: string
      }
    }
    /** An address was labelled, marked or proven. */
    IdentityUpdatedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'identity.updated'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        identityId: string
      }
    }
    InboundRecord: {
      id: string
      channel: {
        id: string
        kind: string
        name: string
      } | null
      providerId: string
      state: 'accepted' | 'set_aside' | 'failed'
      /** What it was taken for: human, auto-reply, bounce, list, complaint. */
      kind: string
      /** Who wrote it, about what, and how it begins; null when nothing of it could be read. */
      preview: {
        sender: string
        subject: string
        beginning: string
      } | null
      /** Why it is where it is. */
      sentence: string
      /** `sentence` as codes; empty when an older version wrote it. */
      words: (components['schemas']['Words'])[]
      entryId: string | null
      hasRaw: boolean
      receivedAt: string
    }
    Invitation: {
      /** When a mail server took the mail; null when none did. */
      sentAt: string | null
      expiresAt: string
      /** Why the mail did not leave. */
      failure: {
        sentence: string
        words: (components['schemas']['Words'])[]
      } | null
    }
    Issue: {
      id: string
      /** A short name for people. */
      number: number
      /** The canonical customer. */
      customerId: string
      customerName: string | null
      /** Nothing but a browser is known of the customer. */
      isVisitor?: boolean
      /** Of a visitor without a name: the page on which they last wrote, as the page says. */
      visitorPage?: string
      /** Nothing of the customer is verified, and an address that they named is verified on another: they may be somebody else than they say. */
      customerSuspect?: boolean
      /** A person marked it as spam; only the list of spam shows it. */
      spam?: boolean
      /** It is in the trash, since when and by whom; only the list of the trash shows it. */
      trashed?: {
        at: string
        by: {
          /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
          kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
          id: string | null
          name: string
        } | null
      }
      subject: string
      topic: string | null
      status: 'open' | 'waiting_on_us' | 'waiting_on_customer' | 'snoozed' | 'resolved'
      priority: 'low' | 'normal' | 'high' | 'urgent'
      ownerId: string | null
      ownerName: string | null
      teamId: string | null
      /** By name. */
      tags: ({
        id: string
        name: string
        colour: 'gray' | 'red' | 'orange' | 'yellow' | 'green' | 'teal' | 'blue' | 'indigo' | 'purple' | 'pink'
      })[]
      /** Members of staff who follow it. */
      followerIds: (string)[]
      customFields: { [name: string]: string | number | boolean | null | (string)[] }
      firstChannel: {
        id: string
        kind: string
        name: string
      } | null
      currentChannel: {
        id: string
        kind: string
        name: string
      } | null
      openedAt: string
      firstContactAt: string | null
      lastContactAt: string | null
      lastActivityAt: string
      /** Since when the customer has waited for our answer; null while it is not our turn. */
      waitingSince: string | null
      /** The beginning of the newest message, for lists. */
      lastText: string
      snoozedUntil: string | null
      resolvedAt: string | null
      resolvedBy: {
        /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
        kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
        id: string | null
        name: string
      } | null
      reopenCount: number
      mergedIntoId: string | null
      /** An older issue that this one may continue, for staff to join in one step. */
      likelyIssueId: string | null
      likelyReason: string | null
      /** `likelyReason` as codes; empty when an older version wrote it. */
      likelyWords: (components['schemas']['Words'])[]
      /** Rises with every change; a later one replaces an earlier one. */
      version: number
    }
    /** An issue has another owner or team. */
    IssueAssignedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'issue.assigned'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        /** The new owner, null for nobody; left out: as before. */
        ownerId?: string | null
        /** The new team, null for none; left out: as before. */
        teamId?: string | null
        /** Who did it; not there when it followed from a message. */
        by?: {
          /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
          kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
          id: string | null
          name: string
        }
      }
    }
    IssueChange: {
      /** Place in the history of the issue: 1, 2, 3 … without a gap. 0, −1, … come first: read from the thread for the time before history was kept. */
      seq: number
      at: string
      by: {
        /** `staff` is a person, `program` an API token. `timer`: its time had come. `unknown`: from before history was kept, or written by an older version. */
        kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system' | 'rule' | 'timer' | 'unknown'
        id: string | null
        name: string
      }
      /** What changed, as it was before; null: the issue was opened. */
      from: {
        status?: 'open' | 'waiting_on_us' | 'waiting_on_customer' | 'snoozed' | 'resolved'
        ownerId?: string | null
        teamId?: string | null
        topic?: string | null
        priority?: 'low' | 'normal' | 'high' | 'urgent'
        subject?: string
        mergedIntoId?: string | null
        tagIds?: (string)[]
      } | null
      /** The same fields, as they were from then on; all of them when the issue was opened. */
      to: {
        status?: 'open' | 'waiting_on_us' | 'waiting_on_customer' | 'snoozed' | 'resolved'
        ownerId?: string | null
        teamId?: string | null
        topic?: string | null
        priority?: 'low' | 'normal' | 'high' | 'urgent'
        subject?: string
        mergedIntoId?: string | null
        tagIds?: (string)[]
      }
      /** The issue that it was split from when a merge of customers was taken back: its history is what happened before. */
      copiedFromId?: string
    }
    /** An issue was passed on with what the next person has to know. */
    IssueHandedOverChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'issue.handed_over'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        /** The new owner, null for nobody; left out: as before. */
        ownerId?: string | null
        /** The new team, null for none; left out: as before. */
        teamId?: string | null
        /** Who did it; not there when it followed from a message. */
        by?: {
          /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
          kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
          id: string | null
          name: string
        }
        /** Who has it now, as a sentence. */
        assignment: string
        /** What the next person has to know. */
        note: string
      }
    }
    IssueLink: {
      issue: {
        id: string
        number: number
        subject: string
      }
      customer: {
        id: string
        name: string | null
      }
      /** The mail that was answered is of this issue; else it is of the other one. */
      wasAnswered: boolean
      /** What answers. */
      entryId: string
      at: string
    }
    /** Somebody else has answered a mail of an issue; both issues are linked. */
    IssueLinkedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'issue.linked'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        /** The issue of another customer. */
        otherIssueId: string
        /** The mail that was answered is of this issue; else what answers it is. */
        wasAnswered: boolean
        /** Who did it; not there when it followed from a message. */
        by?: {
          /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
          kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
          id: string | null
          name: string
        }
      }
    }
    /** Two issues are one problem from now on. */
    IssueMergedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'issue.merged'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        /** On the issue that stays: the one that was merged into it. */
        otherIssueId?: string
        /** On the issue that was merged into another: that one. */
        intoIssueId?: string
        reason?: string
        /** Who did it; not there when it followed from a message. */
        by?: {
          /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
          kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
          id: string | null
          name: string
        }
      }
    }
    /** There is a new issue. */
    IssueOpenedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'issue.opened'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        /** By a message that came in: its entry. */
        entryId?: string
        /** By a message that came in: its channel. */
        channelId?: string
        /** By a message that came in: its sender. */
        identityId?: string
        /** By a message that came in: false when a machine sent it. */
        mayAnswer?: boolean
        /** By a message that came in: what it proves about its sender. */
        assurance?: 'claimed' | 'asserted' | 'domain-authenticated' | 'possession-proven' | 'host-authenticated'
        /** By a message that came in: true when it names earlier messages. */
        quotes?: boolean
        /** The issue that it was split from when a merge was undone. */
        splitFromIssueId?: string
      }
    }
    IssueRead: {
      issueId: string
      /** `lastContactAt` of the issue as it was seen; null: the customer had not written. */
      upTo: string | null
      /** Said by hand; it ends when the issue is read again. */
      markedUnread: boolean
      /** When this was said: of two, the later one counts. */
      at: string
    }
    /** A resolved or snoozed issue is open again. */
    IssueReopenedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'issue.reopened'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        /** False: it was marked as spam, and is none. */
        spam?: boolean
        /** True: an answer of the customer brought it back from the trash. */
        wasInTrash?: boolean
        /** Who did it; not there when it followed from a message. */
        by?: {
          /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
          kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
          id: string | null
          name: string
        }
      }
    }
    /** A scheduled reply was not sent when its time came. */
    IssueReplyHeldBackChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'issue.reply_held_back'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        replyId: string
        /** Its author. */
        staffId: string
        reason: 'customer_wrote' | 'author' | 'cannot_send'
      }
    }
    /** A reply waits to be sent at a later time. */
    IssueReplyScheduledChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'issue.reply_scheduled'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        replyId: string
        sendAt: string
        /** Who did it; not there when it followed from a message. */
        by?: {
          /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
          kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
          id: string | null
          name: string
        }
      }
    }
    /** A scheduled reply was cancelled. */
    IssueReplyUnscheduledChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'issue.reply_unscheduled'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        replyId: string
        /** Who did it; not there when it followed from a message. */
        by?: {
          /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
          kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
          id: string | null
          name: string
        }
      }
    }
    /** An issue was resolved. */
    IssueResolvedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'issue.resolved'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        /** True: a person marked it as spam. */
        spam?: boolean
        /** Who did it; not there when it followed from a message. */
        by?: {
          /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
          kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
          id: string | null
          name: string
        }
      }
    }
    /** An issue was taken out of the trash. */
    IssueRestoredChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'issue.restored'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        /** Who did it; not there when it followed from a message. */
        by?: {
          /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
          kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
          id: string | null
          name: string
        }
      }
    }
    /** An issue is hidden until a time. */
    IssueSnoozedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'issue.snoozed'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        until: string
        /** Who did it; not there when it followed from a message. */
        by?: {
          /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
          kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
          id: string | null
          name: string
        }
      }
    }
    /** An issue has got tags, or lost some. */
    IssueTaggedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'issue.tagged'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        added: ({
          id: string
          /** Its name at that time. */
          name: string
        })[]
        removed: ({
          id: string
          /** Its name at that time. */
          name: string
        })[]
        /** Who did it; not there when it followed from a message. */
        by?: {
          /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
          kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
          id: string | null
          name: string
        }
      }
    }
    /** An issue was moved to the trash. */
    IssueTrashedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'issue.trashed'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        /** Who did it; not there when it followed from a message. */
        by?: {
          /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
          kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
          id: string | null
          name: string
        }
      }
    }
    /** Something about an issue has changed. */
    IssueUpdatedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'issue.updated'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        /** Who did it; not there when it followed from a message. */
        by?: {
          /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
          kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
          id: string | null
          name: string
        }
      }
    }
    /** A snoozed issue is back because its time has come. */
    IssueWokenChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'issue.woken'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        /** Who did it; not there when it followed from a message. */
        by?: {
          /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
          kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
          id: string | null
          name: string
        }
      }
    }
    Lease: {
      /** What it is of: `channel` (a mailbox is read), `schedule`. */
      kind: string
      /** The id of the channel, or the name of the schedule. */
      name: string
      /** For people: what the channel was called when the node began. */
      title: string
      /** When the node was given it. */
      since: string
    }
    MailNotifications: {
      /** off: never. away: what is still unread after `afterMinutes`, while you have no desk open; with one open, after two hours. always: at once. */
      when: 'off' | 'away' | 'always'
      afterMinutes: number
      kinds: ('mentioned' | 'assigned' | 'handed_over' | 'answered' | 'followed' | 'not_delivered' | 'not_sent' | 'snooze_ended' | 'handover_acknowledged' | 'answered_elsewhere')[]
    }
    Merge: {
      id: string
      /** The record that stayed canonical. */
      customerId: string
      otherCustomerId: string
      otherDisplayName: string | null
      reason: string
      /** `reason` as codes; empty when a person wrote it. */
      words: (components['schemas']['Words'])[]
      by: {
        kind: string
        id: string | null
        name: string
      }
      mergedAt: string
      undoneAt: string | null
    }
    Node: {
      /** New at each start. */
      id: string
      /** The name of its machine, and its port. */
      name: string
      version: string
      /** What it serves. */
      services: (string)[]
      startedAt: string
      seenAt: string
      /** False while it has not shown that it has the file store of the others. */
      takesWork: boolean
      /** What is wrong with its file store, and what to do. */
      problem: string | null
      /** What it does and no other node does meanwhile. */
      leases: (components['schemas']['Lease'])[]
      /** `problem` as codes; empty when an older node wrote it. */
      words: (components['schemas']['Words'])[]
    }
    Notification: {
      id: string
      kind: 'assigned' | 'mentioned' | 'answered' | 'handed_over' | 'handover_acknowledged' | 'snooze_ended' | 'not_delivered' | 'answered_elsewhere' | 'forward_answered' | 'not_sent' | 'followed' | 'account_attacked' | 'sign_in_attacked' | 'channel_flooded'
      at: string
      readAt: string | null
      /** The canonical customer; null for the kinds that have a `notice`. */
      customerId: string | null
      customerName: string | null
      issue: {
        id: string
        number: number
        subject: string
      } | null
      entryId: string | null
      by: {
        /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
        kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
        id: string | null
        name: string
      } | null
      /** Of attacks only. */
      notice: {
        since: string
        /** Failed sign-ins, when it was noticed; 0 for a flood. */
        count: number
        addresses: number
        /** The account or the channel; null for an address that tries accounts. */
        subjectId: string | null
        /** Of the account, while you may read the audit log. */
        name: string | null
      } | null
      /** How many answers it stands for. */
      count: number
      /** The beginning of what was said. */
      text: string
    }
    NotificationMailbox: {
      /** The address that such mail comes from; null: no channel can send mail. */
      from: string | null
      /** What becomes of an answer to such a mail. to_customer: it goes to the customer. to_confirm: nothing here checks who a mail is from, so it waits on the issue to be confirmed. null: such mails have no address for answers. */
      answers: 'to_customer' | 'to_confirm' | null
      /** Where it goes: the address that you sign in with. Null for a token. */
      address: string | null
      /** Somebody has followed a link in a mail to the address. Before that none is sent. */
      isProven: boolean
      /** Mail came back from there. None is sent until the address is proven again. */
      failure: {
        since: string
        sentence: string
        words: (components['schemas']['Words'])[]
      } | null
    }
    OwnAddresses: {
      /** Every address of them is a colleague’s or a machine’s of ours. */
      domains: (string)[]
      /** Addresses that pass mail on to us, such as a Google Group. */
      groups: (string)[]
      updatedAt: string | null
    }
    Preferences: {
      /** Null: whatever the browser prefers. */
      language: 'en' | 'de' | 'fr' | null
      density: 'comfortable' | 'compact'
      /** Kinds of notifications that this person does not want. */
      mutedNotifications: ('assigned' | 'mentioned' | 'answered' | 'handed_over' | 'handover_acknowledged' | 'snooze_ended' | 'not_delivered' | 'answered_elsewhere' | 'forward_answered' | 'not_sent' | 'followed' | 'account_attacked' | 'sign_in_attacked' | 'channel_flooded')[]
      /** Which notifications go by mail as well, and when. */
      mailNotifications: components['schemas']['MailNotifications']
      /** When an issue is followed by itself: when one is named in a note, when one answers. Usually never. */
      followWhen: ('mentioned' | 'answered')[]
      /** Senders, by identity, whose remote pictures are always shown where their mail is authenticated. */
      picturesFrom: (string)[]
      /** Under every mail that this person writes, above that of the channel or the company. */
      signature: string
      /** Hints that were put away for good, by name. */
      dismissed: (string)[]
    }
    Problem: {
      /** A URI that names the problem; `about:blank` is never used. */
      type: string
      title: string
      status: number
      code: 'invalid_request' | 'invalid_json' | 'invalid_cursor' | 'guessable_password' | 'unauthenticated' | 'invalid_signature' | 'identity_refused' | 'session_over' | 'forbidden' | 'csrf_rejected' | 'origin_not_allowed' | 'not_found' | 'method_not_allowed' | 'request_timeout' | 'conflict' | 'already_exists' | 'already_merged' | 'identity_in_use' | 'other_account' | 'issue_not_open' | 'merge_already_undone' | 'setup_already_done' | 'gone' | 'too_large' | 'unsupported_media_type' | 'unreachable_customer' | 'unusable_channel' | 'unsafe_address' | 'too_many_files' | 'too_many_requests' | 'internal_error' | 'upstream_failed' | 'unavailable' | 'insufficient_storage'
      /** What happened, what is safe, what to do. */
      detail: string
      /** `detail` as codes, one for each sentence; empty when it has none. */
      words: (components['schemas']['Words'])[]
      /** The id of the request, also in the `X-Request-Id` header and the log. */
      instance?: string
      /** With `invalid_request` and `already_exists`: one item per field that was not accepted. */
      errors?: ({
        path: string
        message: string
        words: (components['schemas']['Words'])[]
      })[]
      /** With `identity_in_use`: the customer who has the address. */
      customerId?: string
      /** With `identity_in_use`: the address, as that customer has it. */
      identityId?: string
      /** With `conflict`: the fields that were changed since they were read. */
      changed?: (string)[]
      /** With `conflict`: the issue that stands for the one that was asked for. */
      mergedIntoId?: string
    }
    Reaction: {
      emoji: string
      at: string
      by: {
        /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
        kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
        id: string | null
        name: string
      }
    }
    Role: {
      name: string
      builtIn: boolean
      permissions: ('audit.read' | 'business.manage' | 'channels.read' | 'channels.manage' | 'channels.receive' | 'mail.replay' | 'customers.read' | 'customers.write' | 'customers.merge' | 'identities.vouch' | 'changes.read' | 'issues.read' | 'issues.write' | 'operation.read' | 'replies.manage' | 'staff.read' | 'staff.manage' | 'tokens.manage' | 'tags.manage' | 'thread.read' | 'thread.write' | 'notes.manage' | 'files.manage' | 'webhooks.manage')[]
    }
    SavedReply: {
      id: string
      name: string
      /** What finds it at once when it is typed after a slash. */
      shortcut: string | null
      text: string
      /** The same as rich text; empty when it was written plain. */
      html: string
      /** Null: everybody's. Else only this person sees it. */
      ownerId: string | null
      updatedAt: string
    }
    SavedView: {
      id: string
      name: string
      /** Everybody sees it; else only the person who made it. */
      shared: boolean
      staffId: string
      filter: {
        /** `mine` is the reader, so that a shared view fits everybody. */
        queue: 'mine' | 'unassigned' | 'all'
        /** Empty: all but snoozed and resolved. */
        statuses: ('open' | 'waiting_on_us' | 'waiting_on_customer' | 'snoozed' | 'resolved')[]
        priorities: ('low' | 'normal' | 'high' | 'urgent')[]
        ownerId: string | null
        teamId: string | null
        /** The channel that was last used on the issue. */
        channelId: string | null
        /** Only those that the reader follows. */
        followed: boolean
        /** Only those that the reader has not read. */
        unread: boolean
        /** With at least one of these tags. */
        tagsAny: (string)[]
        /** With all of these tags. */
        tagsAll: (string)[]
        /** With none of these tags. */
        tagsNone: (string)[]
      }
      sort: 'newest' | 'oldest'
      /** Whether the caller may change or remove it. */
      mayChange: boolean
      createdAt: string
    }
    ScheduledReply: {
      id: string
      /** The canonical customer. */
      customerId: string
      issueId: string
      author: {
        id: string
        name: string
      }
      text: string
      fileCount: number
      channel: {
        id: string
        kind: string
        name: string
      } | null
      /** The address that it goes to. */
      to: string | null
      sendAt: string
      /** It is held back when the customer has written on the issue since it was scheduled. */
      onlyIfUnanswered: boolean
      /** Its time came and it was not sent. It waits until somebody sends or cancels it. */
      heldBack: {
        reason: 'customer_wrote' | 'author' | 'cannot_send'
        detail: string
        words: (components['schemas']['Words'])[]
        at: string
      } | null
      createdAt: string
    }
    Skill: {
      id: string
      name: string
      staffIds: (string)[]
    }
    StaffMember: {
      id: string
      name: string
      email: string
      role: string
      permissions: ('audit.read' | 'business.manage' | 'channels.read' | 'channels.manage' | 'channels.receive' | 'mail.replay' | 'customers.read' | 'customers.write' | 'customers.merge' | 'identities.vouch' | 'changes.read' | 'issues.read' | 'issues.write' | 'operation.read' | 'replies.manage' | 'staff.read' | 'staff.manage' | 'tokens.manage' | 'tags.manage' | 'thread.read' | 'thread.write' | 'notes.manage' | 'files.manage' | 'webhooks.manage')[]
      presence: 'online' | 'away' | 'offline'
      active: boolean
      twoFactorEnabled: boolean
      createdAt: string
      /** They have a password, or an account of the OpenID provider. */
      hasSignIn: boolean
      /** Their photo, if they have one. */
      photoUrl: string | null
      /** While its link can be used, or could be until it expired. */
      invitation: components['schemas']['Invitation'] | null
    }
    /** A note names colleagues. */
    StaffMentionedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'staff.mentioned'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        staffIds: (string)[]
        by: {
          /** `staff` is a person; what an API token does is a `program`’s, under the name of the token. */
          kind: 'customer' | 'staff' | 'assistant' | 'program' | 'system'
          id: string | null
          name: string
        }
      }
    }
    /** Many failed sign-ins, to one account or from one address. */
    StaffSignInAttackedChange: {
      /** The same in the feed and in every webhook. */
      id: string
      type: 'staff.sign_in_attacked'
      at: string
      /** The customer whom it is about. */
      customerId: string | null
      issueId: string | null
      entryId: string | null
      data: {
        /** Whose account it is; null for an address that tries accounts. */
        staffId: string | null
        /** Failed sign-ins, when it was noticed. */
        count: number
        /** From how many network addresses. */
        addresses: number
        since: string
      }
    }
    Suggestion: {
      customerId: string
      displayName: string | null
      /** The sum of the weights: 0 is even odds against the base rate. */
      score: number
      evidence: ({
        field: string
        agreement: string
        /** `agreement` as a code. */
        words: (components['schemas']['Words'])[]
        weight: number
      })[]
    }
    Tag: {
      id: string
      name: string
      colour: 'gray' | 'red' | 'orange' | 'yellow' | 'green' | 'teal' | 'blue' | 'indigo' | 'purple' | 'pink'
      description: string
      /** It stays on the issues that have it, and is offered for no other. */
      archived: boolean
      /** Tags that were merged into this one: their issues have this one now. */
      mergedIds: (string)[]
      createdAt: string
      updatedAt: string
    }
    Team: {
      id: string
      name: string
      memberIds: (string)[]
    }
    VisitorAttachment: {
      id: string
      name: string
      /** Sniffed from the bytes. */
      mediaType: string
      sizeBytes: number
      /** Relative to the server; wants the visitor token in its header. */
      url: string
      /** Nobody gets its bytes: it is still scanned for malware, or it is infected. */
      withheld?: 'waiting' | 'infected'
    }
    VisitorMessage: {
      id: string
      place: number
      echoId: string | null
      isMine: boolean
      author: string | null
      /** Their photo, where the channel shows names and photos. Relative to the server. */
      authorPhotoUrl?: string
      text: string
      attachments: (components['schemas']['VisitorAttachment'])[]
      at: string
      via: string
      state: 'delivered' | 'seen' | null
    }
    VisitorSession: {
      standing: 'anonymous' | 'signed-in'
      signedInUntil: string | null
      reach: {
        name: string | null
        email: string | null
        phone: string | null
        isProven: boolean
      }
      unread: number
    }
    WebchatSettings: {
      channelId: string
      title: string
      greeting: string
      accent: string
      side: 'start' | 'end'
      theme: 'auto' | 'light' | 'dark'
      maxTextLength: number
      takesFiles: boolean
      showsPages: boolean
      maxFiles: number
      maxFileBytes: number
      asksFor: ('name' | 'email' | 'phone')[]
      goesOnByMail: boolean
      presence: {
        staff: ({
          name: string
        })[]
        isOpenNow: boolean
        answersWithinMs: number | null
      }
    }
    Webhook: {
      id: string
      name: string
      url: string
      /** Empty: all. */
      eventTypes: ('channel.flooded' | 'consent.recorded' | 'customer.created' | 'customer.updated' | 'customer.merged' | 'customer.merge_undone' | 'customer.blocked' | 'customer.unblocked' | 'identity.attached' | 'identity.detached' | 'identity.updated' | 'identity.undeliverable' | 'issue.opened' | 'issue.updated' | 'issue.assigned' | 'issue.resolved' | 'issue.reopened' | 'issue.trashed' | 'issue.restored' | 'issue.snoozed' | 'issue.woken' | 'issue.merged' | 'issue.tagged' | 'issue.reply_scheduled' | 'issue.reply_unscheduled' | 'issue.reply_held_back' | 'issue.linked' | 'issue.handed_over' | 'staff.sign_in_attacked' | 'entry.appended' | 'entry.edited' | 'entry.deleted' | 'entry.reacted' | 'entry.moved' | 'entry.handover_changed' | 'entry.files_scanned' | 'entry.file_changed' | 'entry.forward_answered' | 'staff.mentioned' | 'delivery.changed')[]
      enabled: boolean
      createdAt: string
    }
    WebhookDelivery: {
      /** Also the `webhook-id` header, the same on every attempt. */
      id: string
      eventId: string
      eventType: 'channel.flooded' | 'consent.recorded' | 'customer.created' | 'customer.updated' | 'customer.merged' | 'customer.merge_undone' | 'customer.blocked' | 'customer.unblocked' | 'identity.attached' | 'identity.detached' | 'identity.updated' | 'identity.undeliverable' | 'issue.opened' | 'issue.updated' | 'issue.assigned' | 'issue.resolved' | 'issue.reopened' | 'issue.trashed' | 'issue.restored' | 'issue.snoozed' | 'issue.woken' | 'issue.merged' | 'issue.tagged' | 'issue.reply_scheduled' | 'issue.reply_unscheduled' | 'issue.reply_held_back' | 'issue.linked' | 'issue.handed_over' | 'staff.sign_in_attacked' | 'entry.appended' | 'entry.edited' | 'entry.deleted' | 'entry.reacted' | 'entry.moved' | 'entry.handover_changed' | 'entry.files_scanned' | 'entry.file_changed' | 'entry.forward_answered' | 'staff.mentioned' | 'delivery.changed'
      state: 'pending' | 'delivered' | 'failed'
      attempts: number
      nextAttemptAt: string | null
      lastStatus: number | null
      lastError: string | null
      /** `lastError` as codes; empty when an older version wrote it. */
      lastErrorWords: (components['schemas']['Words'])[]
      createdAt: string
    }
    Words: {
      /** `domain.name`, such as `issues.no_such_issue`. Stable: added, never renamed. */
      code: string
      /** What the sentence names. What comes from outside, such as the answer of a mail server, is a param. */
      params: { [name: string]: string | number | (string)[] }
    }
  }
}
